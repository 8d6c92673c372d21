import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import { jargonIn } from "../../../packages/bench/test/challenge/jargon.ts";
import { readingGradeOf, wordsOf } from "../../../packages/bench/test/challenge/reading-grade.ts";
import { en } from "../src/words/en.ts";

/** What only those read who set up a program, or send code. */
const forEngineers = /^(programs|webhooks|send\.git)\./;

/** Every placeholder filled, plurals and choices at their last branch. */
function spoken(message: string): string {
  const names = [...message.matchAll(/\{(\w+)/g)].map(([, name]) => name as string);
  const values = Object.fromEntries(
    names.map((name) => [name, new RegExp(`\\{${name}, plural`).test(message) ? 5 : "it"]),
  );
  return String(new IntlMessageFormat(message, "en-GB", undefined, { ignoreTag: true }).format(values));
}

const plain = Object.entries(en)
  .filter(([key]) => !forEngineers.test(key))
  .map(([key, message]) => [key, spoken(message)] as const);

test.each(plain.filter(([, text]) => wordsOf(text).length >= 6))("%s can be read in the eighth year", (_, text) => {
  expect(readingGradeOf(text)).toBeLessThan(8);
});

test("nothing on a page has to be looked up", () => {
  const found = plain.flatMap(([key, text]) => jargonIn(text).map((word) => `${key}: ${word}`));
  expect(found).toEqual([]);
});
