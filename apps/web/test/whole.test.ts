import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, type Hirer } from "./hirer.ts";

const run = promisify(execFile);
const programs = fileURLToPath(new URL("../../../packages/bench/test/evaluation/submissions", import.meta.url));

let hirer: Hirer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-whole-"));
  // An address as of a server that others can open: the browser knows the way to it.
  hirer = await hirerAt({ ASSAY_URL: "http://assay.example.com:{port}" });
}, 120_000);
afterAll(async () => {
  await hirer.close();
  await rm(folder, { recursive: true, force: true });
});

const seen = async (page: Page) => expect(await seriousIn(page)).toEqual([]);

test(
  "from a role to a decision: invited, cloned, pushed, handed in, watched, read, side by side, decided",
  { timeout: 300_000 },
  async () => {
    const { page } = hirer;
    await page.getByRole("link", { name: "New role" }).first().click();
    await page.getByLabel("What is the job called?").fill("Backend developer");
    await page.getByLabel("What does the task pay?").fill("€150");
    await page.getByLabel("Who decides?").fill("Ruth Marlow");
    // That names are hidden, and where, has tests of its own.
    await page.getByLabel("Hide names until people have rated").uncheck();
    await seen(page);
    await page.getByRole("button", { name: "Make the role" }).click();
    await page.getByRole("link", { name: "Add people" }).first().click();
    await page.getByLabel("Paste a list").fill("name,source\nJonas Weber,Upwork\nNoor Haddad,Fiverr");
    await page.getByRole("button", { name: "Show who is in it" }).click();
    await page.getByRole("button", { name: "Add these 2 people" }).click();
    await page.getByRole("link", { name: "Back to Backend developer" }).click();
    await page.getByText("Noor Haddad").waitFor();
    const role = page.url();
    await seen(page);

    for (const name of ["Jonas Weber", "Noor Haddad"]) {
      await page.goto(role);
      await page.getByRole("link", { name }).click();
      await page.getByRole("button", { name: "Invite" }).click();
      await page.getByRole("button", { name: "Yes, it has started" }).click();
      await page.getByRole("button", { name: "Show me the invitation" }).click();
      const text = await page.getByLabel("The invitation, to paste there").inputValue();
      const link = /https?:\S+\/task#\S+/.exec(text)?.[0] ?? "";
      await seen(page);
      await handsIn(link, name);
      await page.reload();
      await page.getByRole("link", { name: "Open the report" }).first().waitFor({ timeout: 90_000 });
      const said = page.getByRole("region", { name: "What they said with it" });
      await said.getByRole("term").getByText("What I built", { exact: true }).waitFor();
      await said.getByRole("definition").getByText("What the brief asks for.").waitFor();
      await seen(page);
      await page.getByRole("link", { name: "Open the report" }).first().click();
      await page.locator(".report h1").waitFor();
      await seen(page);
    }

    await page.goto(role);
    await page.getByRole("link", { name: "Compare" }).click();
    await page.getByRole("checkbox").first().waitFor();
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await page.getByRole("button", { name: "Put them side by side" }).click();
    await page.getByRole("heading", { name: "Two pieces of work, side by side" }).waitFor();
    await seen(page);

    await page.goto(role);
    await page.getByRole("link", { name: "Jonas Weber" }).click();
    await page.getByRole("link", { name: "Rate and decide" }).first().click();
    await page.getByLabel("Make an offer").check();
    await page.getByLabel("Why? In your own words").fill("What was sent comes back, and the talk about it went well.");
    await seen(page);
    await page.getByRole("button", { name: "Save the decision" }).click();
    await page.getByText("The decision is saved.").waitFor();
    await page.goto(role);
    await page.locator('[data-stage="decided"]').getByText("Jonas Weber").waitFor();
  },
);

/** The candidate's part, with real git: the answers of the open checks are in the push's own output. */
async function handsIn(link: string, name: string): Promise<void> {
  const window = await hirer.open();
  await window.goto(link);
  await window.getByRole("heading", { name: "Before you start" }).waitFor();
  await seen(window);
  await window.getByLabel("I have read what happens to my work").check();
  await window.getByRole("button", { name: "Start" }).click();
  const command = (await window.getByLabel("Command to get your copy").textContent()) ?? "";
  const address = /https?:\S+\.git/.exec(command)?.[0].replace("assay.example.com", "127.0.0.1") ?? "";
  const copy = join(folder, name);
  await run("git", ["clone", "--quiet", address, copy]);
  await cp(join(programs, "support"), join(copy, "support"), { recursive: true });
  await cp(join(programs, "honest.cjs"), join(copy, "index.cjs"));
  await writeFile(join(copy, "package.json"), JSON.stringify({ name: "shop", main: "index.cjs" }));
  const git = (...words: readonly string[]) =>
    run("git", ["-c", "user.name=Candidate", "-c", "user.email=c@x.example", "-C", copy, ...words]);
  await git("add", "-A");
  await git("commit", "--quiet", "-m", "What was asked");
  const { stderr } = await git("push", "origin", "HEAD:main");
  expect(stderr).toContain("1 of 1 passed.");

  await window.reload();
  await window.getByLabel("What I built").fill("What the brief asks for.");
  await seen(window);
  await window.getByRole("button", { name: "Hand in" }).click();
  await window.getByRole("dialog").getByRole("button", { name: "Hand in" }).click();
  await window
    .getByText(/Your work (is here|is being tested|was tested)/)
    .first()
    .waitFor();
  await window.context().close();
}
