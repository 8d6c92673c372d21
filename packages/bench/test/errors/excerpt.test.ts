import { expect, test } from "vitest";
import { excerptOf } from "../../src/errors/excerpt.ts";

const advice = Array.from({ length: 40 }, (_, at) => `[Help ${String(at)}]`);

test("an excerpt has the first lines that name an error, and the last, in their order", () => {
  const shown = excerptOf(["Scanning", "[ERROR] pom.xml: line 4, column 14", ...advice], 15);
  expect(shown).toHaveLength(15);
  expect(shown[0]).toBe("[ERROR] pom.xml: line 4, column 14");
  expect(shown.at(-1)).toBe("[Help 39]");
});

test("however many name an error, most are the last lines; few lines are all there", () => {
  const errors = advice.map((line) => `error ${line}`);
  expect(excerptOf(errors, 6)).toEqual([...errors.slice(0, 2), ...errors.slice(-4)]);
  expect(excerptOf(errors.slice(0, 6), 6)).toEqual(errors.slice(0, 6));
});
