import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { zip } from "../../../packages/bench/test/submission/archives.ts";
import { hirerAt, roleWith, workOf, type Hirer } from "./hirer.ts";
import { isSound } from "./sound.ts";

let hirer: Hirer;
let page: Page;
/** Whose work was tested, and who has sent nothing. */
let hana: string;
let noor: string;
let link: string;
/** The first work and a file more. */
let changedWork: Awaited<ReturnType<typeof workOf>>;

beforeAll(async () => {
  // Under a name that others could open: a link is what a candidate is asked by.
  const port = await freePort();
  hirer = await hirerAt({ ASSAY_PORT: String(port), ASSAY_URL: `http://assay.example.com:${String(port)}` });
  ({ page } = hirer);
  page.setDefaultTimeout(60_000);
  const { applications } = await roleWith(hirer, ["Hana Suzuki", "Noor Haddad"]);
  [hana = "", noor = ""] = applications;
  ({ link } = await hirer.ask("POST", `/applications/${hana}/invite`, {}));
  await portal("POST", "/agree", { understood: true });
  changedWork = await workWithMore();
  await page.goto(`${hirer.url}/candidates/${hana}`);
  await page.locator('input[type="file"]').setInputFiles(await workOf("honest"));
  await page.getByRole("link", { name: "Open the report" }).waitFor({ timeout: 200_000 });
}, 400_000);
afterAll(() => hirer.close());

async function workWithMore() {
  const serve = await readFile(new URL("support/serve.cjs", programs));
  const again =
    "/** Twice, as was asked. */\nexports.twice = (act) => (word) => {\n  act(word);\n  return act(word);\n};\n";
  return {
    ...{ name: "changed.zip", mimeType: "application/zip" },
    buffer: zip([
      { path: "package.json", content: JSON.stringify({ name: "honest", main: "index.cjs" }) },
      { path: "index.cjs", content: 'require("./support/serve.cjs").serve();\n' },
      { path: "support/serve.cjs", content: serve },
      { path: "twice.cjs", content: again },
    ]),
  };
}

async function portal(method: string, path: string, body?: object) {
  const answer = await fetch(`${hirer.local}/api/v1/portal${path}`, {
    method,
    headers: { authorization: `Bearer ${link.split("#")[1] ?? ""}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}

const own = (application: string) => `${hirer.url}/candidates/${application}/walk-through`;
const part = (name: string) => page.getByRole("region", { name });
const programs = new URL("../../../packages/bench/test/evaluation/submissions/", import.meta.url);
const names = ["Hana Suzuki", "Noor Haddad", "Backend developer", "Ruth Marlow", "Act twice", "Act"];
/** Of the tests' own challenge, and of what somebody wrote. */
const prompts = [
  "Show me where an answer is made. What happens to a word that is not sent?",
  "Where is a password kept?",
];
const data = [
  ...names,
  ...prompts.map((text) => `“${text}”`),
  ...["POST /act", "with", '{"word": "…"}', "answers with the same word.", "GET /health", "answers 200.", "It holds"],
  ...["Twice", ": what was sent comes back, also the second time."],
  ...["Follows it line by line.", "It works.", "Says that there is none.", "Makes one up."],
];

describe("their own work", () => {
  test("is a page of each candidate; without work it asks the same, and points nowhere", async () => {
    await page.goto(`${hirer.url}/candidates/${noor}`);
    await page.getByRole("link", { name: "Their own work" }).click();
    await page.getByRole("heading", { level: 1, name: "Does Noor Haddad know this work?" }).waitFor();
    await part("1. Follow-up change").getByText("First there must be a report").waitFor();
    await part("2. Walk-through").getByText("has not handed in any work yet").waitFor();
    expect(await page.locator(".prompts > li").count()).toBe(2);
    expect(await page.locator(".excerpt").count()).toBe(0);
  });

  test("points at lines of their own code, which are text, and says what answers sound like", async () => {
    await page.goto(own(hana));
    const first = page.locator(".prompts > li").first();
    await first.getByText(prompts[0] ?? "").waitFor();
    expect(await first.locator("figcaption").textContent()).toMatch(/\.cjs, line \d+$/);
    expect(await first.locator(".pointed").textContent()).toMatch(/serve|listen/);
    await first.getByText("A good answer").waitFor();
    await first.getByText("A weak answer").waitFor();
    const last = page.locator(".prompts > li").last();
    await last.getByText("Where in your code is this done?").waitFor();
    await page.getByText("Using help that was allowed is not evidence against anyone.").waitFor();
    await page.locator("summary", { hasText: "Where this number comes from" }).first().click();
    await page.getByText("48 students").first().waitFor();
    await isSound(hirer, own(hana), { name: "own-work-before", data });
  });

  test("asks for the change by keyboard; the days are settled with the first, and the link is shown once", async () => {
    await page.goto(own(hana));
    await page.getByRole("button", { name: "Ask for the change" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Days for it").fill("4");
    await dialog.getByRole("button", { name: "Ask, and show me the link" }).press("Enter");
    link = await dialog.getByLabel("The link").inputValue();
    expect(link).toContain("/task#");
    await dialog.getByRole("button", { name: "Done" }).press("Enter");
    await part("1. Follow-up change").getByText("4 days for everyone in this role").waitFor();
    await page.getByText("There is no change to point at").first().waitFor();
    expect(await page.locator(".prompts > li").count()).toBe(4);
  });

  test("is asked of the candidate with its text, its window, and that nobody watches; it goes in by the same way", async () => {
    const task = await hirer.open({ width: 390 });
    task.setDefaultTimeout(60_000);
    await task.goto(link);
    const change = task.getByRole("region", { name: "A change to your own work" });
    await change.getByText("Nobody watches.").waitFor();
    await change.getByText("Help that was allowed before is allowed here too").waitFor();
    await change.getByText("Please send it by").waitFor();
    await change.getByText("what was sent comes back, also the second time").waitFor();
    await task.locator('input[type="file"]').setInputFiles(changedWork);
    await task.getByText("1 of 1 passed").waitFor({ timeout: 200_000 });
    await task.getByLabel("What I built").fill("It acts twice.");
    await task.getByRole("button", { name: "Hand in" }).click();
    await task.getByRole("dialog").getByRole("button", { name: "Hand in" }).click();
    await task.getByText("Your change is here.").waitFor();
    await task.context().close();
    await isSound(hirer, link, { name: "task-change", data: [...data, "Hana Suzuki"] });
  });

  test("shows the report of the change apart, and points at what was changed", async () => {
    await page.goto(own(hana));
    const followUp = part("1. Follow-up change");
    await followUp.getByRole("link", { name: "Open the report" }).waitFor({ timeout: 200_000 });
    await followUp.getByText("It acts twice.").waitFor();
    await page.locator(".prompts > li").nth(2).locator(".pointed").waitFor();
    await page.goto(`${hirer.url}/candidates/${hana}`);
    await page.getByRole("heading", { name: "Tests of the work" }).waitFor();
    await page.getByRole("link", { name: "Open the report" }).waitFor();
    expect(await page.getByRole("link", { name: "Open the report" }).count()).toBe(1);
    await isSound(hirer, own(hana), { name: "own-work", data: [...data, "It acts twice."] });
  });

  test("prints with the questions and the code, and without what can only be pressed", async () => {
    await page.goto(own(hana));
    await page.locator(".excerpt").first().waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
    expect(await page.locator(".excerpt").first().isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
  });
});
