import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { hirerAt, type Hirer } from "./hirer.ts";
import { step, type Step, type Walker } from "./naive-walker.ts";

let hirer: Hirer | undefined;
afterEach(() => hirer?.close());

/** A tea shop's owner, as they would tell it. */
const owner: Walker = {
  says: [
    [/what will it be/i, "An online shop"],
    [/who will log in/i, "Customers or members"],
    [/about each person/i, "A name, a mail address, what they bought"],
    [/people pay/i, "Yes, in our own way: we split it, hold it, or bill each month"],
    [/write to each other/i, "No"],
    [/files or pictures/i, "I’m not sure"],
    [/forms to fill/i, "Short ones, such as “write to us”"],
    [/a day of data is lost/i, "It costs us money or customers"],
    [/other programs/i, "No"],
    [/by themselves/i, "Simple ones, such as a mail to remind people"],
    [/busy day/i, "Fewer than a thousand"],
    [/what hurts/i, "Forms break, or orders go missing"],
    [/must it be ready/i, "Within three months"],
    [/is the task paid/i, "Yes"],
    [/what does the task pay|how much/i, "€150"],
    [/^name/i, "Luca Moretti"],
  ],
  wants: [/Luca Moretti/, /show the name/i, /show it/i, /invite/i],
  own: ["Luca Moretti", "Ruth Marlow", "Marlow & Fern", "assay.example.com"],
};

async function walk(page: Page, isThere: () => Promise<boolean>): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const said = new Set<string>();
  const most = 60;
  let stuck = 0;
  while (!(await isThere())) {
    if (steps.length >= most) throw new Error(`not there after ${String(most)} steps: ${told(steps)}`);
    await page.waitForLoadState("networkidle").catch(() => undefined);
    await page.locator("main h1, main h2").first().waitFor();
    const next = await step(page, owner, said);
    // What is being loaded, or said, is given a moment.
    if (next === undefined && ++stuck > 8) throw new Error(`nothing to do on ${page.url()} after ${told(steps)}`);
    if (next === undefined) {
      await page.waitForTimeout(500);
      continue;
    }
    stuck = 0;
    steps.push(next);
    await page.waitForTimeout(150);
  }
  return steps;
}

const told = (steps: readonly Step[]) => steps.map(({ heading, did }) => `${heading}: ${did}`).join("\n");

function readable(steps: readonly Step[]): void {
  expect(steps.filter(({ hard }) => hard.length > 0).map(({ heading, hard }) => [heading, ...hard])).toEqual([]);
}

test(
  "who has never hired gets from the first question to an invited candidate's link",
  { timeout: 240_000 },
  async () => {
    hirer = await hirerAt({ ASSAY_URL: "http://assay.example.com:{port}" });
    const { page } = hirer;
    await page.getByText("Assay doesn’t find people. It helps you choose.").waitFor();
    const began = Date.now();
    const link = page.getByLabel("The link");
    const steps = await walk(page, async () => (await link.count()) > 0);
    expect(await link.inputValue()).toMatch(/\/task#[\w-]{43}$/);
    expect(steps.length).toBeLessThan(60);
    expect(Date.now() - began).toBeLessThan(600_000);
    readable(steps);
    const roles = await hirer.ask("GET", "/roles");
    expect(roles[0]).toMatchObject({
      ...{ title: "Developer for our online shop", test_paid: "yes", pays: "€150" },
      needs: { kind: "shop", payments: "own", uploads: "not-sure", ready: "quarter" },
    });
  },
);

test("and on a computer of their own to the task as one file", { timeout: 240_000 }, async () => {
  hirer = await hirerAt();
  const { page } = hirer;
  let file: string | undefined;
  page.on("download", (download) => {
    void download.path().then((path) => (file = path));
  });
  const steps = await walk(page, () => Promise.resolve(file !== undefined));
  expect(existsSync(file ?? "")).toBe(true);
  expect(steps.length).toBeLessThan(60);
  readable(steps);
});

test("whoever comes first reads that the people there are made up, and that their work is run for real", async () => {
  hirer = await hirerAt({
    ...{ ASSAY_WORKERS: "0", ASSAY_CHALLENGES: fileURLToPath(new URL("../../../challenges", import.meta.url)) },
  });
  const { page } = hirer;
  await page.goto(`${hirer.url}/`);
  const said = page.getByText("The three people it came with are made up.", { exact: false });
  await said.waitFor();
  expect(await said.count()).toBe(1);
  await page.getByText("Their work is real code, and it is run for real", { exact: false }).waitFor();
  await page.getByRole("link", { name: "Open Backend developer" }).click();
  await page.getByRole("heading", { level: 1, name: "Backend developer" }).waitFor();
  await said.waitFor();
  await page.getByRole("button", { name: "Close role" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close it" }).click();
  await page.getByRole("button", { name: "Close role" }).waitFor({ state: "detached" });
  await page.goto(`${hirer.url}/`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await said.count()).toBe(0);
}, 240_000);
