import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shortened, visible, visibleLines } from "../src/text/visible.ts";

describe("what a text would hide is shown", () => {
  test.each([
    ["an escape", "\u001b[2J", "␛[2J"],
    ["a NUL", "a\u0000b", "a␀b"],
    ["a line break in a single line", "a\nb", "a␊b"],
    ["a one-byte terminal code", "\u009b2J", "‹U+009B›2J"],
    ["a turned reading direction", "gnp\u202eexe", "gnp‹U+202E›exe"],
    ["a zero-width space", "pay\u200bpal", "pay‹U+200B›pal"],
    ["a hidden tag", "a\u{e0041}", "a‹U+E0041›"],
    ["half a character", "a\ud800", "a\ufffd"],
    ["marks piled on a letter", `a${"\u0301".repeat(40)}b`, `a${"\u0301".repeat(6)}…b`],
  ])("%s", (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test.each(["Zoë", "李小龍", "علي", "👩‍👩‍👧", "नमस्ते"])("%s stays as it is", (name) => {
    expect(visible(name)).toBe(name);
  });

  test("line breaks and tabs stay where lines are wanted, and nothing else of the kind does", () => {
    expect(visibleLines("a\tb\r\nc\u001b")).toBe("a\tb␍\nc␛");
  });

  test("no control or direction character ever comes through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  test("a text is cut between characters, never inside one", () => {
    expect(shortened("😀😀😀", 2)).toBe("😀…");
    expect(shortened("ab", 2)).toBe("ab");
  });
});
