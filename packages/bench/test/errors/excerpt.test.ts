import { expect, test } from "vitest";
import { excerptFromError, excerptOf } from "../../src/errors/excerpt.ts";

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

test("from the error on, nothing that came before it is shown; where none is named, the last lines are", () => {
  const stack = Array.from({ length: 16 }, (_, at) => `    at load (node:internal:${String(at)})`);
  const crash = ["  throw err;", "  ^", "", "Error: Cannot find module 'fastify'", ...stack];
  expect(excerptFromError(crash, 20)).toEqual(crash.slice(3));
  expect(excerptFromError(["Error: first", ...advice], 20)).toEqual(["Error: first", ...advice.slice(-19)]);
  expect(excerptFromError(advice, 20)).toEqual(advice.slice(-20));
});
