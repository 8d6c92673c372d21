import { readFile } from "node:fs/promises";
import { setTimeout as passed } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, workOf, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
let page: Page;
let role: string;
/** Noor got an offer, the others a no. */
let people: Readonly<Record<"noor" | "jonas" | "hana", string>>;
const shots = process.env["ASSAY_SHOTS"];
/** Each page is looked at in five ways. */
const patience = { timeout: 600_000 };

beforeAll(async () => {
  hirer = await hirerAt();
  ({ page } = hirer);
  const { id } = await hirer.ask("POST", "/roles", {
    ...{ title: "Backend developer", challenge: "act", decider: "Ruth Marlow", pays: "€150", blind: false },
  });
  role = String(id);
  const { added } = await hirer.ask("POST", `/roles/${role}/candidates`, {
    people: [{ name: "Noor Haddad" }, { name: "Jonas Weber" }, { name: "Hana Suzuki" }],
  });
  const [noor = "", jonas = "", hana = ""] = added as string[];
  people = { noor, jonas, hana };
  const sent = await page.context().request.post(`${hirer.url}/api/v1/applications/${noor}/submissions`, {
    ...{ multipart: { file: await workOf("crash") }, headers: { origin: hirer.url } },
  });
  expect(sent.status()).toBe(201);
  const evaluation = async () => (await hirer.ask("GET", `/applications/${noor}`)).evaluation;
  while ((await evaluation()).state !== "done") await passed(1_000);
  await hirer.ask("GET", `/evaluations/${String((await evaluation()).id)}/result`);
  const reason = "What weighed most is written down here.";
  await hirer.ask("POST", `/applications/${noor}/decision`, { choice: "hire", reason });
  await hirer.ask("POST", `/roles/${role}/none-of-them`, { applications: [jonas, hana], reason });
}, 300_000);
afterAll(() => hirer.close());

describe("letters", () => {
  test("are asked for on the first page and the role’s, by code name, until each is written", patience, async () => {
    await page.goto(hirer.url);
    await page.getByText("Three people wait for a letter").waitFor();
    await page
      .getByRole("listitem")
      .filter({ hasText: "wait for a letter" })
      .getByRole("link", { name: "Write" })
      .click();
    await page.getByRole("heading", { name: "Three people wait for a letter", level: 1 }).waitFor();
    const names = await page.locator(".needs b").allTextContents();
    const owed = await hirer.ask("GET", "/letters/owed");
    expect(names).toEqual(owed.map(({ name }: { name: string }) => name));
    await isSound(hirer, `${hirer.url}/roles/${role}/letters`, { name: "role-letters" });
  });

  test("are drafts from what was found, and nothing goes out while a place is left open", patience, async () => {
    await page.goto(`${hirer.url}/candidates/${people.noor}/decide`);
    await page.getByRole("link", { name: "Write the letter" }).click();
    const letter = page.getByLabel("The letter");
    await letter.waitFor();
    expect(await letter.inputValue()).toMatch(/^Hello Noor Haddad,\n\nwe would like to work with you\. Marlow & Fern/);
    await page.getByText("Still to be filled in, or taken out: [the day you start]").waitFor();
    await page.getByRole("button", { name: "I have sent it myself" }).click();
    await page.getByRole("alert").getByText("Not yet.").waitFor();
    await isSound(hirer, `${hirer.url}/candidates/${people.noor}/letter`, { name: "letter-offer" });
    const text = await letter.inputValue();
    await letter.fill(text.replaceAll(/\[[^[\]]+\]/g, "to be agreed"));
    await page.getByRole("button", { name: "Keep the draft" }).click();
    await page.getByText("The draft is kept.").waitFor();
    await page.reload();
    await letter.waitFor();
    expect(await letter.inputValue()).toContain("It pays to be agreed.");
  });

  test("sent by hand are marked by keyboard, can be unmarked, and lead to the next person", patience, async () => {
    const sent = page.getByRole("button", { name: "I have sent it myself" });
    await sent.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Sent by hand, as Ruth Marlow said").waitFor();
    await isSound(hirer, `${hirer.url}/candidates/${people.noor}/letter`, { name: "letter-sent" });
    await page.getByRole("button", { name: "I have not sent it" }).click();
    await sent.click();
    await page.getByText("Sent by hand, as Ruth Marlow said").waitFor();
    await page.getByRole("link", { name: /^Next: / }).click();
    await page.getByLabel("The letter").waitFor();
    // Nothing was tested of them: a short no is all there is to say.
    expect(await page.getByRole("radio").count()).toBe(0);
    expect(await page.getByLabel("The letter").inputValue()).toContain("We will not go on together");
    await isSound(hirer, `${hirer.url}/candidates/${people.jonas}/letter`, { name: "letter-no" });
  });
});

describe("the first 90 days", () => {
  test("are planned from what was found, and changed at will", patience, async () => {
    await page.goto(`${hirer.url}/candidates/${people.noor}/decide`);
    await page.getByRole("link", { name: "Plan the first 90 days" }).click();
    await page.getByLabel("First day").waitFor();
    await isSound(hirer, `${hirer.url}/candidates/${people.noor}/plan`, { name: "plan-start" });
    await page.getByLabel("First day").fill("1999-01-04");
    await page.getByText("This is more than 31 days ago. Look at the year.").waitFor();
    await page.getByLabel("First day").fill("2082-12-01");
    await page.getByLabel("Time zone").selectOption("Europe/Berlin");
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.getByRole("heading", { name: "Our project runs on your own machine" }).waitFor();
    expect(await page.getByRole("heading", { name: /^This holds in our project/ }).count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: /^Change: We read the report/ }).click();
    await page.getByLabel("What to reach").fill("We read the report over lunch");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "We read the report over lunch" }).waitFor();
    const lunch = page.locator(".plan-item").filter({ hasText: "over lunch" });
    await lunch.getByRole("button", { name: /^Change/ }).click();
    await page.getByRole("button", { name: "Strike out" }).click();
    await lunch.getByText("Struck out").waitFor();
    await lunch.getByRole("button", { name: "Take it back in" }).click();
    await page.getByRole("button", { name: "Change the first day or the time" }).click();
    await page.getByLabel("Time of the check-ins").fill("09:30");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Check-ins at 09:30, Europe/Berlin.").waitFor();
    await page.getByRole("button", { name: "Add a milestone" }).click();
    await page.getByLabel("By which day").fill("2082-12-02");
    await page.getByLabel("What to reach").fill("A desk by the window");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "A desk by the window" }).waitFor();
    await isSound(hirer, `${hirer.url}/candidates/${people.noor}/plan`, { name: "plan" });
  });

  test(
    "are opened by link without an account, ticked and written to from both sides, until the link is taken back",
    patience,
    async () => {
      await page.getByRole("button", { name: "Share it with Noor Haddad" }).click();
      const warning = page.getByRole("dialog").getByRole("note");
      expect(await warning.textContent()).toMatch(/^Nobody else can open the link: .+ “Take it to your calendar”\.$/);
      await page.getByRole("button", { name: "Make a link" }).click();
      const link = await page.getByRole("textbox", { name: "The link" }).inputValue();
      expect(await seriousIn(page)).toEqual([]);
      const starter = await (await page.context().browser()!.newContext({ acceptDownloads: true })).newPage();
      await starter.goto(link);
      await starter.getByRole("heading", { name: "Your first 90 days at Marlow & Fern", level: 1 }).waitFor();
      expect(await starter.getByRole("button", { name: /^(Change|Strike out|Add|Share)/ }).count()).toBe(0);
      await starter.getByRole("checkbox", { name: /^Done: A desk by the window/ }).press("Space");
      await starter.getByText(/^Ticked .+ by Noor Haddad$/).waitFor();
      await starter.getByRole("button", { name: "Write a line about Tuesday 8 December" }).click();
      await starter.getByLabel("A line about Tuesday 8 December").fill("It went well.");
      await starter.getByRole("button", { name: "Write it" }).click();
      await starter.getByText("It went well.").waitFor();
      await isSound(hirer, link, { name: "plan-shared" });
      const [file] = await Promise.all([
        starter.waitForEvent("download"),
        starter.getByRole("button", { name: "Take it to your calendar" }).click(),
      ]);
      expect(await readFile(await file.path(), "utf8")).toMatch(/^BEGIN:VCALENDAR\r\n/);
      await page.getByRole("button", { name: "Close" }).click();
      await page.reload();
      await page.getByText("It went well.").waitFor();
      await page.getByRole("button", { name: "Share it with Noor Haddad" }).click();
      await page.getByRole("button", { name: /^Take it back: the link made/ }).click();
      await page.getByText("It is taken back.").waitFor();
      await starter.reload();
      await starter.getByRole("heading", { name: "This link opens nothing" }).waitFor();
      await starter.context().close();
    },
  );

  test("print without buttons, on white, and with room to write at each check-in", patience, async () => {
    await page.goto(`${hirer.url}/candidates/${people.noor}/plan`);
    await page.getByRole("heading", { name: "A desk by the window" }).waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button").locator("visible=true").count()).toBe(0);
    if (shots !== undefined) await page.screenshot({ path: `${shots}/plan-print.png`, fullPage: true });
    await page.emulateMedia({ media: "screen" });
  });
});

test("a no has what was found in it, or is short; choosing one loses nothing of the other", patience, async () => {
  await hirer.ask("POST", `/applications/${people.noor}/decision`, {
    ...{ choice: "no", reason: "What weighed most is written down here." },
  });
  await page.goto(`${hirer.url}/candidates/${people.noor}/letter`);
  const letter = page.getByLabel("The letter");
  await letter.waitFor();
  expect(await page.getByRole("radio", { name: "A no, with what we found" }).isChecked()).toBe(true);
  expect(await letter.inputValue()).toMatch(/did not hold up[^]+What we would ask: .+ A good answer: /);
  await isSound(hirer, `${hirer.url}/candidates/${people.noor}/letter`, { name: "letter-feedback" });
  await letter.fill("In my own words.");
  await page.getByRole("radio", { name: "A short, kind no" }).check();
  expect(await letter.inputValue()).not.toContain("hold up");
  await page.getByRole("radio", { name: "A no, with what we found" }).check();
  expect(await letter.inputValue()).toBe("In my own words.");
  await isSound(hirer, `${hirer.url}/candidates/${people.noor}/decide`, { name: "decide" });
  await isSound(hirer, `${hirer.url}/`, { name: "home" });
});
