import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { enDifferences } from "../src/words/en-differences.ts";
import { enExisting } from "../src/words/en-existing.ts";
import { enChanges } from "../src/words/en-changes.ts";
import { enTerminal } from "../src/words/en-terminal.ts";
import { en } from "../src/words/en.ts";
import { wordsOf } from "../src/words/words.ts";

const forEngineers = /^(rule|evidence|versions|cells|engineers)\b/;

/** Flesch–Kincaid, with vowel groups for syllables. */
function gradeOf(text: string): number {
  const sentences = text.split(/(?<![.!?:])[.!?:]+(?:\s|$)/).filter((one) => one.trim() !== "").length;
  const words = text.match(/[\p{L}’'-]+/gu) ?? [];
  const syllables = words.reduce(
    (sum, word) =>
      sum +
      Math.max(
        1,
        (
          word
            .toLowerCase()
            .replace(/e$/, "")
            .match(/[aeiouy]+/g) ?? []
        ).length,
      ),
    0,
  );
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** Every placeholder filled, plurals and choices at their last branch. */
function spoken(message: string): string {
  const names = [...message.matchAll(/\{(\w+)/g)].map(([, name]) => name as string);
  const values = Object.fromEntries(
    names.map((name) => [name, new RegExp(`\\{${name}, plural`).test(message) ? 5 : "it"]),
  );
  return String(new IntlMessageFormat(message, "en-GB", undefined, { ignoreTag: true }).format(values));
}

const existing = Object.entries(enExisting).map(([key, message]) => [key, `${key}.existing`, message] as const);
const all = { ...en, ...enChanges, ...enDifferences, ...enTerminal };
const plain = [...Object.entries(all), ...existing.map(([, name, message]) => [name, message] as const)]
  .filter(([key]) => !forEngineers.test(key))
  .map(([key, message]) => [key, spoken(message)] as const);

describe("what a hirer reads", () => {
  const sentences = plain.filter(([, text]) => text.split(" ").length >= 6);

  test.each(sentences)("%s stays below grade 8", (_, text) => {
    expect(gradeOf(text)).toBeLessThan(8);
  });

  test("is about grade 3 on the whole", () => {
    expect(gradeOf(sentences.map(([, text]) => text.replace(/[^.!?]$/, "$&.")).join(" "))).toBeLessThan(4.5);
  });

  test("holds no jargon and no verdict on the person", () => {
    const text = plain.map(([, one]) => one).join("\n");
    expect(text).not.toMatch(/\b(API|HTTP|endpoint|JSON payload|hashing|token|SQL|hacked|guaranteed|safe to use)\b/);
    expect(text).not.toMatch(/\b(he|she|his|her)\b/i);
  });
});

test("every message is well formed", () => {
  for (const message of [...Object.values(all), ...Object.values(enExisting)])
    expect(() => spoken(message)).not.toThrow();
});

test("times and sizes are said in their own measure", () => {
  const words = wordsOf("en");
  expect(words.fine(2.4)).toBe("2.4 ms");
  expect(words.fine(61)).toBe("61 ms");
  expect(words.fine(1234)).toBe("1.2 s");
  expect(words.spoken(48_400)).toBe("48 seconds");
  expect(words.spoken(108_400)).toBe("1 minute 48 seconds");
  expect(words.bytes(212_000)).toBe("212 kB");
  expect(words.day("2026-11-19T23:59:00.000Z")).toBe("19 November 2026");
});

test("a quote inside of quotes is a single one", () => {
  const words = wordsOf("en");
  expect(words.say("hurt.follows.untested", { title: "“Forgot password” tells no “secret”" })).toContain(
    "“‘Forgot password’ tells no ‘secret’”",
  );
  expect(words.say("why.where-it-broke", { sentence: "“Forgot” fails." })).toContain("“Forgot”");
  expect(words.tell("It said “{said}”.", { said: 'a "word"' }, "")).toBe("It said “a ‘word’”.");
});

test("what is said otherwise of an existing backend takes the same facts", () => {
  const facts = (message: string) => new Set([...message.matchAll(/\{(\w+)/g)].map(([, name]) => name));
  for (const [key, , message] of existing) {
    const known = facts(en[key as keyof typeof en]);
    expect(
      [...facts(message)].filter((name) => !known.has(name)),
      key,
    ).toEqual([]);
  }
});
