import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, owner, workOf, type Hirer } from "./hirer.ts";
import { tooWideIn } from "./on-a-page.ts";

const names = ["Zdeňka Quillfeather", "Hana Suzuki"] as const;
const telling = /zde(n|ň)ka|quillfeather|suzuki|canarymarket/i;
let hirer: Hirer;
/** Every page that shows somebody of the role. */
let pages: Readonly<Record<string, string>>;
let [role, first, second] = ["", "", ""];

beforeAll(async () => {
  hirer = await hirerAt();
  const { id } = await hirer.ask("POST", "/roles", {
    ...{ title: "Backend developer", challenge: "act", decider: owner.name, pays: "€150", blind: true },
  });
  role = String(id);
  const people = names.map((name) => ({ name, email: "", source: "Canarymarket" }));
  const { added } = await hirer.ask("POST", `/roles/${role}/candidates`, { people });
  [first = "", second = ""] = added;
  const evaluations = await Promise.all([first, second].map(tested));
  await hirer.ask("POST", `/applications/${second}/messages`, { text: "Better than Zdenka Quillfeather" });
  pages = {
    ...{ home: "/", role: `/roles/${role}`, "add people": `/roles/${role}/add`, "edit role": `/roles/${role}/edit` },
    ...{ candidate: `/candidates/${first}`, "another candidate": `/candidates/${second}` },
    ...{ decide: `/candidates/${first}/decide`, interview: `/candidates/${first}/interview` },
    ...{ report: `/evaluations/${evaluations[0] ?? ""}`, live: `/evaluations/${evaluations[0] ?? ""}/live` },
    ...{ choose: `/compare?role=${role}`, compare: `/compare?people=${first},${second}` },
    ...{ keeping: "/settings/keeping", audit: "/settings/audit" },
  };
}, 400_000);
afterAll(() => hirer.close());

/** Work that is sent under the candidate's name, and run for real. */
async function tested(application: string): Promise<string> {
  const work = await workOf("honest");
  const file = { ...work, name: "zdenka-quillfeather.zip" };
  const sent = await hirer.page.request.post(`${hirer.url}/api/v1/applications/${application}/submissions`, {
    multipart: { file },
  });
  const { id } = (await sent.json()) as { readonly id: string };
  const ended = async () => {
    const { state } = await hirer.ask("GET", `/evaluations/${id}`);
    if (state !== "done") throw new Error(`it is ${String(state)}`);
  };
  await vi.waitFor(ended, { timeout: 300_000, interval: 1_000 });
  return id;
}

async function shown(name: string, look: Parameters<Hirer["open"]>[0] = {}, language = "en"): Promise<Page> {
  const page = await hirer.open(look);
  page.setDefaultTimeout(60_000);
  const address = new URL(pages[name] ?? "", hirer.url);
  address.searchParams.set("language", language);
  await page.goto(address.href);
  await page.locator("main h1").first().waitFor();
  await page.waitForLoadState("networkidle", { timeout: 5_000 }).catch(() => undefined);
  return page;
}

const kinds = [
  ...["home", "role", "add people", "edit role", "candidate", "another candidate", "decide", "interview", "report"],
  ...["live", "choose", "compare", "keeping", "audit"],
] as const;

test.each(kinds)("the page %s tells nobody's name: in no text, no title, nothing that is read out", async (name) => {
  const page = await shown(name);
  expect(await page.title()).not.toMatch(telling);
  expect(await page.content()).not.toMatch(telling);
  await page.context().close();
});

describe.each(["light", "dark"] as const)("in the %s", (scheme) => {
  test.each(["role", "edit role", "candidate", "decide", "compare"])(
    "axe finds nothing serious on %s",
    async (name) => {
      const page = await shown(name, { scheme });
      expect(await seriousIn(page)).toEqual([]);
      await page.context().close();
    },
  );
});

test.each(["role", "edit role", "candidate"])("%s fits on a phone, also with longer words", async (name) => {
  const page = await shown(name, { width: 390 }, "pseudo");
  await page.getByText("⟦").first().waitFor();
  expect(await tooWideIn(page)).toEqual([]);
  await page.context().close();
});

test.each(["decide", "compare"])("%s fits on a phone", async (name) => {
  const page = await shown(name, { width: 390 });
  expect(await tooWideIn(page)).toEqual([]);
  await page.context().close();
});

test("a name can be asked for by keyboard, and who did stays in sight", async () => {
  const page = await shown("candidate");
  const { code_name: codeName } = await hirer.ask("GET", `/applications/${first}`);
  expect(await page.locator("h1").innerText()).toBe(codeName);
  await page.getByText("Name hidden until you have rated.").waitFor();
  await page.getByRole("button", { name: "Show the name" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Show the name now?" });
  await dialog.getByText("will see that you saw the name first", { exact: false }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Show it" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: names[0] }).waitFor();
  await page.getByText(`${owner.name} saw the name before rating.`).waitFor();
  expect(await page.title()).toContain(names[0]);
  await page.context().close();
});

test("who can't invite without the name reads why, and finds the file where that stood", async () => {
  const page = await hirer.open();
  page.setDefaultTimeout(30_000);
  const { id } = await hirer.ask("POST", "/roles", {
    ...{ title: "Support developer", challenge: "act", test_paid: "no", blind: true },
  });
  const { added } = await hirer.ask("POST", `/roles/${String(id)}/candidates`, { people: [{ name: "Noor Haddad" }] });
  const { code_name: codeName } = await hirer.ask("GET", `/applications/${String(added[0])}`);
  await page.goto(`${hirer.url}/roles/${String(id)}`);
  await page.getByRole("link", { name: "Next: invite" }).click();
  const part = page.getByRole("region", { name: `Invite ${String(codeName)}` });
  await part.getByText("whoever rates the work reads that you saw the name before rating", { exact: false }).waitFor();
  await part.getByText("a colleague who does not rate this work", { exact: false }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
  // One button for it, beside what it is needed for.
  expect(await page.getByRole("button", { name: "Show the name" }).count()).toBe(1);
  await part.getByRole("button", { name: "Show the name" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Show it" }).click();
  await page.getByRole("button", { name: "Download the file" }).waitFor();
  const parts = await page.locator(".candidate-part").getByRole("heading", { level: 2 }).allInnerTexts();
  expect(parts[0]).toBe("Hand it over yourself");
  await page.context().close();
});

test("a name shows at once where it was rated", async () => {
  pages = { ...pages, rating: `/candidates/${second}/decide` };
  const page = await shown("rating");
  const form = page.locator(".rating-form");
  for (const group of await form.getByRole("radiogroup").all()) await group.getByRole("radio").last().check();
  await form.getByRole("button").last().click();
  await page.getByRole("heading", { level: 1 }).filter({ hasText: names[1] }).waitFor();
  expect(await page.getByText("Name hidden").count()).toBe(0);
  await page.context().close();
});

test("blind mode is on unless it is taken out, and a role says who turned it off", async () => {
  const page = await hirer.open();
  page.setDefaultTimeout(60_000);
  await page.goto(`${hirer.url}/roles/new`);
  const box = page.getByLabel("Hide names until people have rated");
  expect(await box.isChecked()).toBe(true);
  await page.goto(`${hirer.url}/roles/${role}/edit`);
  await box.uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(`${owner.name} turned blind mode off on`, { exact: false }).waitFor();
  await page.context().close();
});
