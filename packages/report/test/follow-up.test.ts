import { expect, test } from "vitest";
import { whyNotComparable } from "../src/reading/comparison.ts";
import { renderHtml } from "../src/render-html.tsx";
import { renderText } from "../src/terminal/render-text.ts";
import { wordsOf } from "../src/words/words.ts";
import { aResult } from "./builders.ts";
import { usualCatalogue, usualChecks } from "./usual-challenge.ts";

const options = { language: "en", candidate: "Jonas Weber" } as const;
const first = aResult(usualChecks());
const ofChange = { ...first, followUp: { id: "log-ins", title: "Where I am logged in", version: "1.0.0" } };
const words = wordsOf("en");

test("a report on a change to the first work says so in its first line", () => {
  const task = "Login system, follow-up change: Where I am logged in";
  expect(renderHtml(ofChange, usualCatalogue, options)).toContain(`<span>${task}</span>`);
  expect(renderText(ofChange, usualCatalogue, options).split("\n")[0]).toContain("Login system, follow-up change");
  expect(renderHtml(first, usualCatalogue, options)).not.toContain("follow-up change");
});

test("it is compared with reports on the same change alone", () => {
  expect(whyNotComparable([ofChange, ofChange], words)).toBeUndefined();
  expect(whyNotComparable([first, ofChange], words)).toMatch(/compared with their like alone$/);
  const other = { ...ofChange, followUp: { ...ofChange.followUp, version: "2.0.0" } };
  expect(whyNotComparable([ofChange, other], words)).toMatch(/1\.0\.0.*2\.0\.0/);
});
