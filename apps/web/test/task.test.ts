import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumHere } from "../../../packages/report/test/chromium.ts";
import * as axe from "../../../packages/report/test/axe.ts";
import { serve, type Served } from "./served.ts";

const run = promisify(execFile);
/** The bench's own, which takes seconds. */
const quick = fileURLToPath(new URL("../../../packages/bench/test/evaluation", import.meta.url));
const owner = { name: "Ada Brook", email: "ada@marlow.example.com", password: "a long and good one" };

let served: Served;
let browser: Browser;
let folder: string;
let cookie: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-task-"));
  served = await serve({ ASSAY_CHALLENGES: quick, ASSAY_WORKERS: "1" });
  browser = await chromium.launch({
    executablePath: chromiumHere(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const token = served.welcome.split("#")[1] ?? "";
  await asked("POST", "/api/v1/welcome", { token, organization: "Marlow & Fern", ...owner });
  const answer = await fetch(`${served.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: owner.email, password: owner.password }),
  });
  cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  await rm(folder, { recursive: true, force: true });
});

async function asked(method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(`${served.url}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${text}`);
  return JSON.parse(text);
}

/** Somebody new, with the page that the link opens. */
async function invited(look: { readonly width?: number; readonly scheme?: "light" | "dark" } = {}) {
  const role = await asked("POST", "/api/v1/roles", {
    ...{ title: "Backend developer", challenge: "challenge", pays: "150 euros", decider: "Ruth Marlow" },
  });
  const { added } = await asked("POST", `/api/v1/roles/${role.id}/candidates`, { people: [{ name: "Jonas Weber" }] });
  const { link } = await asked("POST", `/api/v1/applications/${added[0]}/invite`, {});
  const { width = 1280, scheme = "light" } = look;
  const context = await browser.newContext({
    ...{ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: "reduce" },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(link);
  await page.getByRole("heading", { name: "Before you start" }).waitFor();
  return { page, link: String(link), application: String(added[0]) };
}

/** Of the tick in a ticked box, as WCAG reckons it: from 1 to 21. */
function contrastOfTick(box: Element): number {
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const icon = box.parentElement?.querySelector("svg");
  if (icon === null || icon === undefined) return 1;
  const [dark = 0, light = 0] = [getComputedStyle(box).backgroundColor, getComputedStyle(icon).color]
    .map(luminance)
    .sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

async function started(page: Page): Promise<void> {
  await page.getByLabel("I have read what happens to my work").check();
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("heading", { name: "1. Get it" }).waitFor();
}

async function zipOf(program: string): Promise<string> {
  const [staged, zip] = [join(folder, program), join(folder, `${program}.zip`)];
  await mkdir(staged, { recursive: true });
  await cp(join(quick, "submissions/support"), join(staged, "support"), { recursive: true });
  await cp(join(quick, `submissions/${program}.cjs`), join(staged, "index.cjs"));
  await writeFile(join(staged, "package.json"), JSON.stringify({ name: "shop", main: "index.cjs" }));
  await run("zip", ["-qr", zip, "."], { cwd: staged });
  return zip;
}

/** What axe holds to be serious; and nothing is wider than the window. */
async function seriousIn(page: Page): Promise<readonly string[]> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()?.width);
  return axe.seriousIn(page);
}

describe("a candidate", () => {
  test("reads what happens first, and nothing starts before", async () => {
    const { page } = await invited();
    await page.getByText("150 euros").waitFor();
    await page.getByText("Ruth Marlow decides. The program does not.").waitFor();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText("Please tick this first.").waitFor();
    expect(await page.getByRole("heading", { name: "1. Get it" }).count()).toBe(0);
    await started(page);
  });

  test("clones with the command of the page, pushes, and finds it there", { timeout: 120_000 }, async () => {
    const { page, link } = await invited();
    await started(page);
    const command = await page.getByRole("group", { name: "Command to get your copy" }).innerText();
    const address = command.split(" ")[2] ?? "";
    expect(address).toContain(`task:${link.split("#")[1] ?? ""}@`);
    const clone = join(folder, "clone");
    await run("git", ["clone", "--quiet", address, clone]);
    await cp(join(quick, "submissions/support"), join(clone, "support"), { recursive: true });
    await cp(join(quick, "submissions/honest.cjs"), join(clone, "index.cjs"));
    await writeFile(join(clone, "package.json"), JSON.stringify({ name: "shop", main: "index.cjs" }));
    const as = ["-C", clone, "-c", "user.name=Jonas", "-c", "user.email=jonas@x.example.com"];
    await run("git", [...as, "add", "--all"]);
    await run("git", [...as, "commit", "--quiet", "--message", "Work"]);
    const { stderr } = await run("git", [...as, "push", "origin", "main"], { timeout: 90_000 });
    expect(stderr).toContain("remote: 1 of 1 passed.");
    await page.reload();
    await page.getByText("1 of 1 passed").waitFor();
    expect(await page.getByText(/^Your newest try counts: Commit [0-9a-f]{7}/).count()).toBe(1);
  });

  test(
    "sends a file, sees it tried live, hands it in, and reads what was found once it is decided",
    {
      timeout: 240_000,
    },
    async () => {
      const { page, application } = await invited();
      await started(page);
      expect(await page.getByRole("button", { name: "Hand in" }).isDisabled()).toBe(true);
      await page.setInputFiles("input[type=file]", await zipOf("honest"));
      await page.getByRole("heading", { name: "1 of 1 passed" }).waitFor();
      await page.getByLabel("What I built").fill("A small shop");
      await page.getByRole("button", { name: "Hand in" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Hand in" }).click();
      await page.getByText(/Your work (is here|is being tested)/).waitFor();
      await page.getByText("What was found reaches you with the decision").waitFor({ timeout: 120_000 });
      expect(await page.getByText(/held up/i).count()).toBe(0);
      expect(await seriousIn(page)).toEqual([]);

      const [evaluation] = await asked("GET", `/api/v1/applications/${application}/evaluations`);
      await asked("GET", `/api/v1/evaluations/${evaluation.id}/result`);
      const fix = { choice: "ask-for-a-fix", reason: "Only between us: one more look." };
      await asked("POST", `/api/v1/applications/${application}/decision`, fix);
      await page.reload();
      await page
        .getByRole("heading", { name: "Ada Brook asked you for one fix, and then looks at your work" })
        .waitFor();
      await page.getByText("You may send your work again", { exact: false }).waitFor();
      await page.getByText("A letter to you says what to fix.", { exact: false }).waitFor();
      expect(await page.getByText("between us", { exact: false }).count()).toBe(0);
      const decision = { choice: "no", reason: "Another one fits this role better." };
      await asked("POST", `/api/v1/applications/${application}/decision`, decision);
      await page.reload();
      await page.getByText(/^The decision was made on/).waitFor();
      await page.getByRole("link", { name: "Read what was found" }).click();
      await page.getByText("without the questions for the conversation", { exact: false }).waitFor();
      await page.getByRole("heading", { name: "How sure we are" }).waitFor();
      for (const forHirers of ["A good answer", "A weak answer", "What happens next", "What to ask all the same"]) {
        expect(await page.getByText(forHirers).count(), forHirers).toBe(0);
      }
      await page.getByRole("button", { name: "This finding is wrong" }).and(page.locator(":visible")).first().click();
      await page.getByLabel("What is wrong with it?").fill("It does answer, see line 4.");
      await page.getByRole("button", { name: "Send it to a person" }).click();
      await page.getByText("You said this is wrong. A person will answer you.").first().waitFor();
      expect(await seriousIn(page)).toEqual([]);
      await page.getByRole("link", { name: "Back to your task" }).click();
      await page.getByRole("heading", { name: "What we check" }).waitFor();
    },
  );

  test("who sends what does not start sees why, and its last lines", { timeout: 120_000 }, async () => {
    const { page } = await invited();
    await started(page);
    await page.setInputFiles("input[type=file]", await zipOf("exits"));
    await page.getByRole("heading", { name: "We couldn’t get it running" }).waitFor({ timeout: 60_000 });
    expect(await seriousIn(page)).toEqual([]);
  });

  test("whose newest try can't be read is warned, and chooses which one counts", { timeout: 180_000 }, async () => {
    const { page, application } = await invited();
    await started(page);
    await page.setInputFiles("input[type=file]", await zipOf("honest"));
    await page.getByRole("heading", { name: "1 of 1 passed" }).waitFor();
    const bad = join(folder, "bad.zip");
    await writeFile(bad, "no zip at all");
    await page.setInputFiles("input[type=file]", bad);
    await page.getByText(/^We couldn’t get your newest try running: bad.zip, sent/).waitFor({ timeout: 60_000 });
    expect(await page.getByText(/^Your newest try counts/).count()).toBe(0);
    await page.getByRole("button", { name: "Hand in" }).click();
    await page.getByText("Please choose one of the two first.").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.getByLabel(/^The newest, which did not run: bad.zip/).check();
    await page.getByLabel(/^The last one that ran: honest.zip/).check();
    expect(await seriousIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Hand in" }).click();
    await page.getByRole("dialog", { name: "Hand in honest.zip?" }).getByRole("button", { name: "Hand in" }).click();
    await page.getByText("Your work was tested.").waitFor({ timeout: 90_000 });
    const [evaluation] = await asked("GET", `/api/v1/applications/${application}/evaluations`);
    expect(evaluation.verdict).not.toBe("could-not-run");
  });

  test("gets more time at once, and asks a question that is answered", async () => {
    const { page, application } = await invited();
    await page.getByRole("button", { name: "Ask" }).click();
    await page.getByText(/^You have 4 more days: now by/).waitFor();
    await page.getByLabel("Your question").fill("May people have two emails?");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("May people have two emails?", { exact: true }).and(page.locator("p")).waitFor();
    await asked("POST", `/api/v1/applications/${application}/messages`, { text: "No, one." });
    await page.getByText("No, one.").waitFor();
  });

  test("has everything deleted after typing a word, and the link opens nothing more", async () => {
    const { page, link } = await invited();
    await page.getByRole("button", { name: "Have my data deleted" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Delete everything" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Type DELETE to go on").fill("DELETE");
    expect(await seriousIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Delete everything" }).click();
    await page.getByRole("heading", { name: "Your data is deleted" }).waitFor();
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("heading", { name: "This page opens by your own link" }).waitFor();
  });
});

test("without a link the page says what opens it", async () => {
  const page = await browser.newPage();
  await page.goto(`${served.url}/task`);
  await page.getByRole("heading", { name: "This page opens by your own link" }).waitFor();
  expect(await seriousIn(page)).toEqual([]);
});

test.each([
  [1280, "light"],
  [1280, "dark"],
  [390, "light"],
  [390, "dark"],
] as const)("axe finds nothing serious, and nothing scrolls sideways, at %i in %s", async (width, scheme) => {
  const { page } = await invited({ width, scheme });
  expect(await seriousIn(page)).toEqual([]);
  const tick = page.getByLabel("I have read what happens to my work");
  await tick.check();
  // Axe doesn't look at it: a tick that stands out from its box.
  expect(await tick.evaluate(contrastOfTick)).toBeGreaterThan(3);
  await started(page);
  expect(await seriousIn(page)).toEqual([]);
});
