import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { seriousIn } from "../../../packages/report/test/axe.ts";
import { hirerAt, type Hirer } from "./hirer.ts";
import { textsOn, tooWideIn } from "./on-a-page.ts";

let hirer: Hirer;
let role: string;
beforeAll(async () => {
  const port = await freePort();
  hirer = await hirerAt({ ASSAY_PORT: String(port), ASSAY_URL: `http://assay.example.com:${String(port)}` });
  const made = await hirer.ask("POST", "/roles", {
    ...{ title: "Developer for our shop", challenge: "act", decider: "Ruth Marlow", pays: "€150", blind: false },
    about: "We sell tea. A log-in comes first.",
    ...{ needs: { "log-ins": "customers", payments: "own" }, post: { hours: "two to three hours" } },
  });
  role = String(made.id);
}, 120_000);
afterAll(() => hirer.close());

const answers = {
  ...{ kind: "shop", "log-ins": "customers", profiles: "private", payments: "own", chat: "yes", uploads: "to-us" },
  ...{ forms: "not-sure", data: "never", systems: "several", automation: "none", visitors: "few" },
  ...{ hurts: "security", ready: "quarter" },
};

/** A window in which all of it, or this, was answered. */
async function answered(look: Parameters<Hirer["open"]>[0] = {}, given: object = answers): Promise<Page> {
  const page = await hirer.open(look);
  await page.addInitScript((text) => {
    if (sessionStorage.getItem("assay.need") === null) sessionStorage.setItem("assay.need", text);
  }, JSON.stringify(given));
  return page;
}

const pages = {
  "the first question": () => "/need?question=kind",
  "a question in the middle": () => "/need?question=payments",
  "the answer": () => "/need?question=answer",
  "a role from it": () => "/roles/new?from=need",
  "the post for Upwork": () => `/roles/${role}/post?place=upwork`,
  "the post for Fiverr": () => `/roles/${role}/post?place=fiverr`,
  "the post for a job board": () => `/roles/${role}/post?place=job-board`,
  "the post for the own page": () => `/roles/${role}/post?place=company-page`,
} as const;
const names = Object.keys(pages) as (keyof typeof pages)[];

async function shown(name: keyof typeof pages, look: Parameters<Hirer["open"]>[0], query = ""): Promise<Page> {
  const page = await answered(look);
  const path = pages[name]();
  await page.goto(`${hirer.url}${path}${query}`);
  await page.locator("main h1").first().waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  return page;
}

describe.each(["light", "dark"] as const)("in the %s", (scheme) => {
  test.each(names)("axe finds nothing serious on %s", async (name) => {
    const page = await shown(name, { scheme });
    for (const fold of await page.locator("main summary").all()) await fold.click();
    expect(await seriousIn(page)).toEqual([]);
    await page.context().close();
  });
});

test.each(names)("%s fits on a phone, also with longer words, and says nothing outside the catalogue", async (name) => {
  const page = await shown(name, { width: 390 }, "&language=pseudo");
  await page.getByText("⟦").first().waitFor();
  for (const fold of await page.locator("main summary").all()) await fold.click();
  expect(await tooWideIn(page)).toEqual([]);
  const texts = await textsOn(page);
  expect(texts.length).toBeGreaterThan(5);
  const mine =
    /^(Developer for our shop|Act|Ruth Marlow|\d{1,2} [A-Z][a-z]+ \d{4}|We sell tea\. A log-in comes first\.)$/;
  expect(texts.filter((text) => !text.includes("⟦") && !mine.test(text))).toEqual([]);
  await page.context().close();
});

test("every target is large enough for a thumb", async () => {
  for (const name of names) {
    const page = await shown(name, { width: 390 });
    const small = await page
      // Beside a number stand small arrows: it can be typed as well.
      .locator(
        "main button:visible:not(.mantine-NumberInput-control), main a.mantine-Button-root:visible, main summary:visible, .post-places a",
      )
      .evaluateAll((targets) =>
        targets
          .map((target) => ({ text: target.textContent, ...(target.getBoundingClientRect().toJSON() as DOMRect) }))
          .filter(({ width, height }) => Math.min(width, height) < 43.5)
          .map(({ text, width, height }) => `${text} ${String(width)}×${String(height)}`),
      );
    expect(small, name).toEqual([]);
    await page.context().close();
  }
});

describe("the questions", () => {
  test("are answered by the keyboard alone, a press each, and the answer can be read at once", async () => {
    const page = await hirer.open();
    await page.goto(`${hirer.url}/need`);
    await page.getByText("1 of 13").waitFor();
    await page.getByRole("button", { name: "An online shop" }).focus();
    await page.keyboard.press("Enter");
    for (let at = 2; at <= 13; at++) {
      await page.getByText(`${String(at)} of 13`).waitFor();
      // The question has the focus; its first answer comes next.
      await page.keyboard.press("Tab");
      await page.keyboard.press(at % 2 === 0 ? "Enter" : "Space");
    }
    await page.getByRole("heading", { name: "You don’t need a developer yet." }).waitFor();
    await page.getByText("Take a ready-made online shop").waitFor();
    await page.context().close();
  });

  test("keep their answers back, forward and over a reload, and each can be given anew", async () => {
    const page = await hirer.open();
    await page.goto(`${hirer.url}/need`);
    const pressed = (name: string) => page.getByRole("button", { name, pressed: true });
    await page.getByRole("button", { name: "An online shop" }).click();
    await page.getByRole("button", { name: "Customers or members" }).click();
    await page.getByText("3 of 13").waitFor();
    await page.goBack();
    await pressed("Customers or members").waitFor();
    await page.goBack();
    await pressed("An online shop").waitFor();
    await page.goForward();
    await page.reload();
    await pressed("Customers or members").waitFor();
    await page.getByRole("button", { name: "Only our own team" }).click();
    await page.getByText("3 of 13").waitFor();
    await page.getByRole("link", { name: "Question before" }).click();
    await pressed("Only our own team").waitFor();
    await page.context().close();
  });

  test("end in an answer that says when, why, what first and what it can't know; one answer changes it", async () => {
    const page = await answered();
    await page.goto(`${hirer.url}/need`);
    await page.getByRole("heading", { name: "You need a developer now." }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "You worry that somebody breaks in." }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "Look at what is there" }).waitFor();
    await page.getByText("Nobody has measured how often they are right.").waitFor();
    await page.getByText("We don’t know what Act comes close to.").waitFor();
    await page.getByText("You were not sure here:").waitFor();
    await page.getByRole("link", { name: "What hurts today?" }).click();
    await page.getByRole("button", { name: "Nothing, or there is nothing yet" }).click();
    await page.getByRole("link", { name: "When must it be ready?" }).click();
    await page.getByRole("button", { name: "There is no date" }).click();
    await page.getByRole("heading", { name: "You will need a developer soon." }).waitFor();
    await page.getByRole("button", { name: "Start again from nothing" }).click();
    await page.getByRole("button", { name: "Bring my answers back" }).click();
    await page.getByRole("heading", { name: "You will need a developer soon." }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "You will need a developer soon." }).waitFor();
    await page.context().close();
  });

  test("show what speaks for waiting beside what speaks for somebody", async () => {
    const page = await answered({}, { kind: "shop", "log-ins": "customers", payments: "ready-made", chat: "yes" });
    await page.goto(`${hirer.url}/need?question=answer`);
    const waiting = page.getByRole("region", { name: "What speaks for waiting: look at this first" });
    await waiting.getByText("For a shop as most shops are, there are good ready-made tools.").waitFor();
    await waiting.getByText("Nothing you told us must be done this month.").waitFor();
    await page.context().close();
  });

  test("carry a role on: its name, what is to be built, and the answers, which can be changed there", async () => {
    const page = await answered();
    await page.goto(`${hirer.url}/need`);
    await page.getByRole("link", { name: "Make a role from this" }).click();
    await expect
      .poll(() => page.getByLabel("What is the job called?").inputValue())
      .toBe("Developer for our online shop");
    const about = page.getByLabel("What shall this person build?");
    expect(await about.inputValue()).toContain("- Look at what is there, and close what stands open");
    await page.reload();
    expect(await about.inputValue()).toContain("We build an online shop.");
    await page.getByText("What you answered to").click();
    await page.getByLabel("When must it be ready?").selectOption("Within a year");
    await page.getByRole("button", { name: "Make the role" }).click();
    await page.getByRole("heading", { name: "Developer for our online shop" }).waitFor();
    const made = await hirer.ask("GET", `/roles/${page.url().split("/").at(-1) ?? ""}`);
    expect(made).toMatchObject({ needs: { ...answers, ready: "year" }, test_paid: null });
    expect(made.about).toContain("What comes first:");
    await page.context().close();
  });
});

describe("a post", () => {
  test("asks in place for what is missing, and can be copied once it is said", async () => {
    const { id } = await hirer.ask("POST", "/roles", { title: "Tea shop", challenge: "act" });
    const page = await hirer.open();
    await page
      .context()
      .grantPermissions(["clipboard-read", "clipboard-write"])
      .catch(() => undefined);
    await page.goto(`${hirer.url}/roles/${String(id)}/post?place=job-board`);
    const copy = page.getByRole("button", { name: "Copy the text" });
    await copy.waitFor();
    expect(await copy.isDisabled()).toBe(true);
    await page.getByLabel("What shall this person build?").fill("We sell tea. A log-in comes first.");
    await page.getByRole("button", { name: "Save" }).first().click();
    await expect.poll(() => page.getByLabel("What shall this person build?").count(), { timeout: 10_000 }).toBe(0);
    await page.getByLabel("Yes").check();
    await page.getByLabel("How much?").fill("€150");
    await page.getByRole("button", { name: "Save" }).first().click();
    await expect.poll(() => page.getByLabel("How much?").count(), { timeout: 10_000 }).toBe(0);
    await page.getByLabel("How long does the task take?").fill("two to three hours");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.getByText("Fill this in, or take it out, before the post goes out: [how").waitFor();
    expect(await copy.isDisabled()).toBe(true);
    const text = page.getByLabel("Text", { exact: true });
    await text.fill((await text.inputValue()).replaceAll(/\[[^[\]]+\]/g, "on our page"));
    await expect.poll(() => copy.isEnabled(), { timeout: 10_000 }).toBe(true);
    expect(await text.inputValue()).toMatch(/We sell tea.*two to three hours.*€150.*whatever comes of it/s);
    await page.getByLabel("What does the job pay?").fill("€60 an hour");
    expect(await page.getByLabel("Pay", { exact: true }).inputValue()).toBe("€60 an hour");
    await page.context().close();
  });

  test("marks words that keep people away, and says them in another way with one press", async () => {
    const page = await hirer.open();
    await page.goto(`${hirer.url}/roles/${role}/post?place=job-board`);
    const title = page.getByLabel("Title", { exact: true });
    await title.fill("Young ninja for our shop");
    await page.getByText("“Young”: It speaks of age.").waitFor();
    await page.getByText("“ninja”: It says nothing of the work").waitFor();
    await page.getByRole("button", { name: "Say “developer”" }).click();
    await page.getByRole("button", { name: "Leave it out" }).click();
    expect(await title.inputValue()).toBe("developer for our shop");
    await page.getByText("Saved.").waitFor();
    await expect
      .poll(async () => (await hirer.ask("GET", `/roles/${role}`)).post.texts, { timeout: 10_000 })
      .toEqual({ "job-board.title": "developer for our shop" });
    await page.reload();
    expect(await title.inputValue()).toBe("developer for our shop");
    await page.getByRole("button", { name: "Make it from the role again" }).click();
    expect(await title.inputValue()).toBe("Developer for our shop");
    await page.getByRole("button", { name: "Bring my text back" }).click();
    expect(await title.inputValue()).toBe("developer for our shop");
    await page.context().close();
  });

  test("for Upwork cannot be copied while it names a way to be reached outside", async () => {
    const page = await hirer.open();
    await page.goto(`${hirer.url}/roles/${role}/post?place=upwork`);
    const text = page.getByLabel("Text", { exact: true });
    await text.fill("We sell tea. Write to ruth@marlow.example.com today.");
    const copy = page.getByRole("button", { name: "Copy the text" }).first();
    await expect.poll(() => copy.isDisabled(), { timeout: 10_000 }).toBe(true);
    await page.getByRole("button", { name: "Take it out" }).click();
    expect(await text.inputValue()).toBe("We sell tea. Write to today.");
    await expect.poll(() => copy.isEnabled(), { timeout: 10_000 }).toBe(true);
    await page.getByText("No unpaid work of any kind.").waitFor();
    await page.getByRole("link", { name: "Upwork, Client Policies" }).first().waitFor();
    await page.context().close();
  });
});

describe("somebody found on Upwork", () => {
  test("is invited by a text to paste there, once the small job has started and its price is known", async () => {
    const { id } = await hirer.ask("POST", "/roles", { title: "Tea shop", challenge: "act", blind: false });
    const people = [{ name: "Luca Moretti", source: "UpWork" }];
    const { added } = await hirer.ask("POST", `/roles/${String(id)}/candidates`, { people });
    for (const scheme of ["light", "dark"] as const) {
      const page = await hirer.open({ scheme, width: 390 });
      await page.goto(`${hirer.url}/candidates/${String(added[0])}`);
      await page.getByRole("button", { name: /^(Invite|Create new link)$/ }).click();
      const dialog = page.getByRole("dialog");
      if (scheme === "light") {
        await dialog.getByText("Upwork allows no unpaid work.").waitFor();
        expect(await seriousIn(page)).toEqual([]);
        await dialog.getByLabel("How much?").fill("€150");
        await dialog.getByRole("button", { name: "Save" }).click();
        expect(await dialog.getByLabel("The text for the offer").inputValue()).toContain("a fixed price of €150");
        expect(await seriousIn(page)).toEqual([]);
        await dialog.getByRole("button", { name: "Yes, it has started" }).click();
        await dialog.getByRole("button", { name: "No, it hasn’t" }).click();
        await dialog.getByRole("button", { name: "Yes, it has started" }).click();
      }
      await dialog.getByRole("button", { name: "Show me the invitation" }).click();
      const text = await dialog.getByLabel("The invitation, to paste there").inputValue();
      expect(text).toContain(`${hirer.url}/task#`);
      expect(text).toMatch(/€150, as agreed, paid whatever comes of it/);
      expect(await seriousIn(page)).toEqual([]);
      expect(await tooWideIn(page)).toEqual([]);
      await page.context().close();
    }
  });
});
