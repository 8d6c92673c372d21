import type { CheckResult, Result } from "@assay/bench/result";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { differencesOf, differingSentence } from "../src/reading/differences.ts";
import { unlikeTheNewest, whyNotComparable } from "../src/reading/comparison.ts";
import { readingOf } from "../src/reading/reading.ts";
import { wordsOf } from "../src/words/words.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { built, type Built } from "./built.ts";
import { usualCatalogue as catalogue } from "./usual-challenge.ts";
import { cases } from "./cases.ts";

let browser: Browser;
let report: Built["report"];
beforeAll(async () => {
  ({ report } = await built());
  browser = await openBrowser();
});
afterAll(() => browser.close());

const words = wordsOf("en");
const gaveWay = cases["gave-way"] as Result;
const worst = gaveWay.checks.find(({ outcome }) => outcome === "fail") as CheckResult;
const saying = (said: Partial<CheckResult>): Result => ({
  ...gaveWay,
  checks: gaveWay.checks.map((check) => (check.id === worst.id ? { ...check, ...said } : check)),
});
const work = (name: string, result: Result) => ({ name, reading: readingOf(result, catalogue, { language: "en" }) });

describe("what people say of a finding", () => {
  test("that they overrule stands in the report, with by whom, why, and what the check had found", async () => {
    const overruled = { was: "fail", by: "Ruth Marlow", reason: "The brief <b>allows</b> it." } as const;
    const html = report.renderHtml(saying({ outcome: "pass", overruled }), catalogue, { language: "en" });
    const { page } = await browser.open(html);
    const told = page.locator("#overruled");
    expect(await told.textContent()).toContain("Overruled by Ruth Marlow: The brief <b>allows</b> it.");
    expect(await told.textContent()).toContain("The check itself had found: Failed.");
    expect(await told.textContent()).toContain("It counts as: Passed.");
    expect(await page.locator(`#finding-${worst.id}`).count()).toBe(0);
    await page.close();
  });

  test("that they overrule is told beside the verdict, which leads to by whom and why", async () => {
    const overruled = { was: "fail", by: "Ruth Marlow", reason: "The brief allows it." } as const;
    const changed = saying({ outcome: "pass", overruled });
    const { page } = await browser.open(report.renderHtml(changed, catalogue, { language: "en" }));
    const beside = page.locator(".hero .changed-by-people");
    expect(await beside.textContent()).toContain("A person changed one finding: this verdict counts that.");
    await beside.getByRole("link", { name: "See who, and why" }).click();
    expect(await page.evaluate(() => location.hash)).toBe("#overruled");
    expect(await page.locator("#overruled").getByText("Overruled by Ruth Marlow").isVisible()).toBe(true);
    await page.close();

    const { page: plain } = await browser.open(report.renderHtml(gaveWay, catalogue, { language: "en" }));
    expect(await plain.locator(".changed-by-people").count()).toBe(0);
    await plain.close();

    const comparison = report.renderComparison([gaveWay, changed], { language: "en", catalogue });
    const { page: compared } = await browser.open("html" in comparison ? comparison.html : "");
    const besides = await compared.locator("thead .changed-by-people").allTextContents();
    expect(besides.map((text) => text.trim())).toEqual(["A person changed one finding: this verdict counts that."]);
    await compared.close();
  });

  test("that is disputed is marked where it stands", async () => {
    const html = report.renderHtml(saying({ disputed: true }), catalogue, { language: "en", candidate: "Jonas" });
    const { page } = await browser.open(html);
    const finding = page.locator(`#finding-${worst.id}`);
    expect(await finding.textContent()).toContain("Disputed");
    expect(await finding.textContent()).toContain("Jonas says that this is wrong.");
    expect(await page.locator("#overruled").count()).toBe(0);
    await page.close();
  });
});

describe("works side by side", () => {
  const better = saying({ outcome: "pass" });

  test("show each check that differs, and fold those that don't, none twice and none left out", () => {
    const { checks, same, total } = differencesOf([work("alder", gaveWay), work("larch", better)]);
    expect(checks.map(({ id }) => id)).toContain(worst.id);
    expect(checks.length + same.reduce((sum, { titles }) => sum + titles.length, 0)).toBe(total);
    expect(total).toBe(gaveWay.checks.length);
  });

  test("say where they differ the same way, whoever stands first", () => {
    const both = [work("alder", gaveWay), work("larch", better)];
    const sentence = differingSentence(differencesOf(both), words);
    expect(sentence).toMatch(/^They differ in little: /);
    expect(differingSentence(differencesOf(both.toReversed()), words)).toBe(sentence);
    const alike = differencesOf([work("alder", gaveWay), work("larch", gaveWay)]);
    expect(differingSentence(alike, words)).toBe("We found no difference between them.");
  });

  test("are not compared where they were not asked the same, by the same rules", () => {
    const older = { ...gaveWay, assay: { ...gaveWay.assay, judging: 0 }, endedAt: "2020-01-01T00:00:00.000Z" };
    expect(whyNotComparable([gaveWay, older], words)).toContain("different versions of our rules");
    expect(unlikeTheNewest([older, gaveWay], words)).toEqual([older]);
    const fewer = { ...gaveWay, checks: gaveWay.checks.slice(1) };
    expect(whyNotComparable([gaveWay, fewer], words)).toContain("same checks");
  });
});
