import { setTimeout as passed } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hirerAt, owner, roleWith, workOf, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
let page: Page;
let role: string;
/** In the order of their code names. */
let people: readonly { readonly id: string; readonly code_name: string; readonly name: string }[];
const shots = process.env["ASSAY_SHOTS"];

beforeAll(async () => {
  hirer = await hirerAt();
  ({ page } = hirer);
  const made = await roleWith(hirer, ["Jonas Weber", "Noor Haddad"]);
  role = made.role;
  for (const [at, program] of ["honest", "crash"].entries()) {
    const sent = await page
      .context()
      .request.post(`${hirer.url}/api/v1/applications/${String(made.applications[at])}/submissions`, {
        ...{ multipart: { file: await workOf(program) }, headers: { origin: hirer.url } },
      });
    expect(sent.status()).toBe(201);
  }
  const cards = async () => (await hirer.ask("GET", `/roles/${role}/board`)).cards;
  const running = async () =>
    (await cards()).filter(
      ({ evaluation }: { readonly evaluation: { readonly state: string } }) => evaluation.state !== "done",
    ).length > 0;
  while (await running()) await passed(1_000);
  people = await cards();
  // From here on, names wait for a rating.
  await hirer.ask("PATCH", `/roles/${role}`, { blind: true });
}, 420_000);
afterAll(() => hirer.close());

const called = (at: number) => people[at]?.code_name ?? "";
const evaluationOf = async (at: number) =>
  String((await hirer.ask("GET", `/applications/${String(people[at]?.id)}`)).evaluation.id);
const sideBySide = () => `${hirer.url}/compare?role=${role}&people=${people.map(({ id }) => id).join(",")}`;

test("people of a role are chosen by code name, and stand side by side in that order without a name", async () => {
  await page.goto(`${hirer.url}/roles/${role}`);
  await page.getByRole("link", { name: "Compare" }).click();
  for (const at of [1, 0]) await page.getByRole("checkbox", { name: called(at) }).check();
  await page.getByRole("button", { name: "Put them side by side" }).click();
  await page.getByRole("heading", { name: "Two pieces of work, side by side" }).waitFor();
  const heads = page.getByRole("table", { name: "Where they really differ" }).locator("thead th .whose-name");
  expect(await heads.allTextContents()).toEqual(people.map(({ code_name }) => code_name));
  for (const { name } of people) expect(await page.getByText(name).count()).toBe(0);
  await page.getByText("They differ").waitFor();
  await isSound(hirer, sideBySide(), { name: "compare" });
});

test("rating all of them shows names, and what others think", async () => {
  for (const { id } of people) {
    await page.goto(`${hirer.url}/candidates/${id}/decide`);
    await page.getByRole("radiogroup", { name: "Explains clearly" }).getByLabel("3").check();
    await page.getByLabel("In your own words").first().fill("Clear answers.");
    await page.getByRole("button", { name: "Save my rating" }).click();
    await page.getByText("Your rating is saved.").waitFor();
  }
  await isSound(hirer, `${hirer.url}/candidates/${String(people[0]?.id)}/decide`, { name: "decide" });
  await page.goto(sideBySide());
  for (const { name } of people) await page.getByRole("link", { name, exact: true }).waitFor();
});

test("a report is shared by a link that can be taken back", async () => {
  await page.goto(`${hirer.url}/evaluations/${await evaluationOf(0)}`);
  await page.getByRole("button", { name: "Share" }).click();
  const warning = page.getByRole("dialog").getByRole("note");
  expect(await warning.textContent()).toMatch(/^Nobody else can open the link: .+ “As one file” above the report\.$/);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("The link, shown this once").inputValue();
  await isSound(hirer, link, { name: "shared" });
  const other = await hirer.open();
  await other.context().clearCookies();
  await other.goto(link);
  await other.getByText("Somebody shared this report with you.").waitFor();
  expect(await other.getByText("Overrule this finding").count()).toBe(0);
  await page.getByRole("button", { name: /^Take it back: the link/ }).click();
  await page.getByText("It is taken back.").waitFor();
  await other.reload();
  await other.getByRole("heading", { name: "This link opens nothing" }).waitFor();
  await other.context().close();
});

test("a finding is overruled where it stands, and the report says by whom and why", async () => {
  const crashed = people.findIndex(({ name }) => name === "Noor Haddad");
  const evaluation = await evaluationOf(crashed);
  await page.goto(`${hirer.url}/evaluations/${evaluation}`);
  const finding = page.locator("article.finding").first();
  await finding.getByText("Say something about this").click();
  await finding.getByLabel("Write to your colleagues").fill("Is that the pool?");
  await finding.getByRole("button", { name: "Write" }).click();
  await finding.getByText("Is that the pool?").waitFor();
  await finding.getByRole("button", { name: "Overrule this finding" }).click();
  await finding.getByLabel("The check itself is wrong: for everyone it was ever asked").check();
  await finding.getByLabel("It could not be tested").check();
  await finding.getByLabel("Why?").fill("Our own clock was off that day.");
  if (shots !== undefined) await finding.screenshot({ path: `${shots}/overrule.png` });
  await finding.getByRole("button", { name: "Overrule", exact: true }).click();
  await page.getByRole("heading", { name: "What people overruled" }).waitFor();
  await page.getByText(`Overruled by ${owner.name}: Our own clock was off that day.`).first().waitFor();
  await page.getByText("A person changed one finding: this verdict counts that.").waitFor();
  await page.getByRole("link", { name: "See who, and why" }).click();
  expect(new URL(page.url()).hash).toBe("#overruled");
  await page.goto(`${hirer.url}/`);
  await page.getByRole("heading", { name: "What changed" }).waitFor();
  await page.getByText("said that a check is wrong: Our own clock was off that day.").first().waitFor();
  await isSound(hirer, `${hirer.url}/evaluations/${evaluation}`, { name: "overruled" });
});

test("none of them is a decision with a reason, once each report was opened", async () => {
  await page.goto(sideBySide());
  expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
  await page.getByLabel("None of them").check();
  await page.getByLabel("Why? In your own words").fill("too short");
  await page.getByRole("button", { name: "Save the decision" }).click();
  await page.getByText("Say a little more: 20 letters at least.").waitFor();
  for (const at of [0, 1]) await hirer.ask("GET", `/evaluations/${await evaluationOf(at)}/result`);
  await page.getByLabel("Why? In your own words").fill("Neither of them is what we are looking for.");
  await page.getByRole("button", { name: "Save the decision" }).click();
  await page.getByText("The decision is saved.").waitFor();
  for (const { id } of people) expect((await hirer.ask("GET", `/applications/${id}`)).stage).toBe("decided");
  await page.goto(`${hirer.url}/candidates/${String(people[0]?.id)}/decide`);
  await page.getByRole("button", { name: /^Undo the decision/ }).click();
  await page.getByText(/^Undone/).waitFor();
});
