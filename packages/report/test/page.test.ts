import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousIn } from "./axe.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { built, type Built } from "./built.ts";
import { words } from "./builders.ts";
import { usualCatalogue } from "./usual-challenge.ts";
import { cases } from "./cases.ts";
import { hostileResult, hostileText } from "./hostile.ts";

const options = { language: "en", candidate: "Jonas Weber" } as const;
const pageOf = (name: string) => report.renderHtml(cases[name] as (typeof cases)[string], usualCatalogue, options);

let browser: Browser;
let report: Built["report"];
beforeAll(async () => {
  ({ report } = await built());
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const looks = [
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 390, scheme: "light" },
  { width: 390, scheme: "dark" },
] as const;

/** Opens every fold where the whole evidence is to be looked at; else those on the first level. */
async function checked(name: string, look: (typeof looks)[number], folds: string): Promise<void> {
  const { page } = await browser.open(pageOf(name), look);
  await page.evaluate((which) => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>(which)) fold.open = true;
  }, folds);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(look.width);
  expect(await seriousIn(page)).toEqual([]);
  await page.close();
}

test.each(looks)("axe finds nothing serious, and nothing scrolls sideways, at $width in $scheme", async (look) => {
  await checked("gave-way", look, "details");
});

test.each([
  "held-up-smaller",
  "did-not-hold-up",
  "could-not-run",
  "our-mistake",
  "cannot-say",
  "no-core",
  "only",
  "existing",
  "under-pressure",
])("the report of %s is as sound, large and light or small and dark", async (name) => {
  await checked(name, looks[0], ".body > details");
  await checked(name, looks[3], ".body > details");
});

test.each(Object.keys(cases))(
  "whose own work it is reads %s without the answers, and without a hirer's next steps",
  (name) => {
    const html = report.renderHtml(cases[name] as (typeof cases)[string], usualCatalogue, { ...options, isOwn: true });
    const text = html.slice(html.indexOf("<main"));
    expect(text).not.toMatch(/A good answer|A weak answer|What to ask|You can ask about|What happens next|Ask Jonas/);
    expect(text).toContain("How sure we are");
  },
);

test("how often the tests were wrong where the truth was known is said with its interval, where it was measured", () => {
  const calibration = {
    from: "2026-12-03",
    to: "2026-12-04",
    caught: { of: 380, outOf: 389, low: 0.957, high: 0.988 },
    right: 149,
    falseAlarms: { of: 1, outOf: 2_900, low: 0.0001, high: 0.002 },
  };
  const textOf = (result: (typeof cases)[string]) => report.renderHtml(result, usualCatalogue, options);
  const measured = cases["gave-way"] as (typeof cases)[string];
  expect(textOf({ ...measured, calibration })).toContain(
    "We ran them on backends where we knew the answer (3 December 2026 to 4 December 2026). Of 389 runs with a planted fault, they caught 380 (97.7%, at least 95.7%). On 149 sound backends, 1 of 2,900 answers was a false alarm (at most 0.2%).",
  );
  expect(textOf(measured)).not.toContain("How often are these tests wrong?");
});

test("every fold is reached and opened by keyboard alone", async () => {
  const { page } = await browser.open(pageOf("gave-way"));
  const outer = await page.evaluate(
    () =>
      [...document.querySelectorAll("details")].filter((fold) => fold.parentElement?.closest("details") === null)
        .length,
  );
  const opened = new Set<string>();
  for (let presses = 0; presses < 80 && opened.size < outer; presses++) {
    await page.keyboard.press("Tab");
    const place = await page.evaluate(() => {
      const summary = document.activeElement?.closest("summary");
      const fold = summary?.parentElement;
      if (fold === null || fold === undefined || fold.parentElement?.closest("details") !== null) return null;
      return String([...document.querySelectorAll("details")].indexOf(fold as HTMLDetailsElement));
    });
    if (place === null || opened.has(place)) continue;
    await page.keyboard.press("Enter");
    expect(await page.evaluate((at) => document.querySelectorAll("details")[Number(at)]?.open, place)).toBe(true);
    await page.keyboard.press("Enter");
    opened.add(place);
  }
  expect(opened.size).toBe(outer);
  await page.close();
});

test("the first stop of the keyboard skips to the report", async () => {
  const { page } = await browser.open(pageOf("gave-way"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  await page.close();
});

test("what was found out of several alike is said once, and no title is bent into a question", async () => {
  const { page } = await browser.open(pageOf("cannot-say"));
  const alike = page.locator(".facts li", { hasText: "For each of these 2: The program stopped" });
  expect(await alike.count()).toBe(1);
  const titles = await alike.locator("b").allTextContents();
  expect(titles.map((title) => /^Open: .*[^?]$/.test(title))).toEqual([true, true]);
  await page.close();
});

test("how many checks count is told beside how many there are", async () => {
  const { page } = await browser.open(pageOf("did-not-hold-up"));
  const all = (cases["did-not-hold-up"] as (typeof cases)[string]).checks.length;
  expect(await page.locator(".tally .sum dt").textContent()).toBe(`checks that count, of ${String(all)}`);
  await page.close();
});

test("a link to the rules opens the fold they stand in", async () => {
  const { page } = await browser.open(pageOf("gave-way"));
  await page.click('a[href="#rules"]');
  expect(await page.evaluate(() => document.querySelector<HTMLDetailsElement>("#rules")?.open)).toBe(true);
  await page.close();
});

test("everything that is pressed is at least 44 pixels high", async () => {
  const { page } = await browser.open(pageOf("gave-way"), { width: 390 });
  const small = await page.evaluate(() => {
    document.querySelectorAll("details").forEach((fold) => (fold.open = true));
    return [...document.querySelectorAll("summary, .button, .rules-link a")]
      .filter((element) => !element.hasAttribute("hidden"))
      .filter((element) => element.getBoundingClientRect().height < 43.5)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(small).toEqual([]);
  await page.close();
});

test("on paper the rules are open, the notes too, and a closed fold says where it can be read", async () => {
  const { page } = await browser.open(pageOf("gave-way"));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.length).toBeGreaterThan(20_000);
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => ({
    rules: (document.querySelector(".rules")?.getBoundingClientRect().height ?? 0) > 0,
    notes: (document.querySelector(".notes")?.getBoundingClientRect().height ?? 0) > 0,
    hint: getComputedStyle(document.querySelector(".for-engineers > summary") as Element, "::after").content,
  }));
  expect(shown).toEqual({ rules: true, notes: true, hint: '"(in the report on screen)"' });
  await page.close();
});

test("the page of a backend that was not written for the test names no line of a brief", () => {
  expect(pageOf("gave-way")).toContain("<code>brief#");
  expect(pageOf("existing")).not.toContain("<code>brief#");
});

describe("hostile text", () => {
  const hostilePage = () =>
    report.renderHtml(
      hostileResult,
      {
        names: {
          words: words("Names", "Said: {name}", {
            passed: "Said: {name}",
            failed: "Said: {name}",
            why: "Said: {name}",
          }),
        },
      },
      { language: "en", candidate: hostileText },
    );

  test("makes no element, runs no script and sends no request", async () => {
    const { page, requests } = await browser.open(hostilePage());
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
    await page.click("h1");
    const planted = await page.evaluate(() => ({
      intruded: "intruded" in window,
      elements: document.querySelectorAll("img, iframe, link, object, #planted").length,
      scripts: document.querySelectorAll("script").length,
      headings: document.querySelectorAll("h1").length,
    }));
    expect(planted).toEqual({ intruded: false, elements: 0, scripts: 1, headings: 1 });
    expect(requests).toEqual([]);
    await page.close();
  });

  test("does not widen a phone's page", async () => {
    const { page } = await browser.open(hostilePage(), { width: 390 });
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = true)));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.close();
  });

  test("leaves no control or direction character in the file", () => {
    expect(hostilePage()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e]/);
  });
});

test("the page's own policy refuses what it did not bring", async () => {
  const { page, requests } = await browser.open(pageOf("held-up"));
  const outcome = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = 1";
    document.body.append(script);
    const fetched = await fetch("http://127.0.0.1:9/").then(
      () => "sent",
      () => "refused",
    );
    return { intruder: "intruder" in window, fetched };
  });
  expect(outcome).toEqual({ intruder: false, fetched: "refused" });
  expect(requests).toEqual([]);
  await page.close();
});
