import { describe, expect, test } from "vitest";
import { renderText } from "../src/terminal/render-text.ts";
import { cutTo, widthOf, wrapped } from "../src/terminal/columns.ts";
import { aCheck, aResult, usualCatalogue } from "./builders.ts";
import { cases } from "./cases.ts";
import { hostileResult, hostileText } from "./hostile.ts";

const options = { language: "en", candidate: "Jonas Weber" } as const;

const crowd = aResult(
  ["works-as-asked", "secure", "stable", "handles-errors", "keeps-data-whole", "well-built", "fast"].flatMap((area) =>
    Array.from({ length: 90 }, (_, at) =>
      aCheck(`${area}-${at}-${"long".repeat(30)}`, area as "secure", {
        outcome: (["pass", "fail", "not-established", "our-error"] as const)[at % 4] ?? "pass",
      }),
    ),
  ),
  { verdict: "did-not-hold-up" },
);

describe.each([...Object.entries(cases), ["hostile", hostileResult] as const, ["a crowd", crowd] as const])(
  "for %s",
  (_, result) => {
    test.each([false, true])("the terminal gets at most 40 lines of 80 columns (colour: %s)", (color) => {
      const lines = renderText(result, usualCatalogue, { ...options, color }).split("\n");

      const bare = lines.map((line) => line.replaceAll(/\u001b\[\d+m/g, ""));
      expect(lines.length).toBeLessThanOrEqual(40);
      expect(bare.filter((line) => widthOf(line) > 80)).toEqual([]);
      expect(bare.at(-2)).toMatch(/One (small task|piece of work), run on/);
    });
  },
);

test("without being asked for colour there is no terminal code, whatever the submission says", () => {
  const text = renderText(hostileResult, usualCatalogue, { language: "en", candidate: hostileText });

  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test("the terminal says the verdict, the counts and the question of the first finding", () => {
  const text = renderText(cases["gave-way"] as (typeof cases)[string], usualCatalogue, options);
  expect(text).toContain("[##--] Gave way where it matters");
  expect(text).toContain("45 checks: 37 passed (P), 6 failed (F), 2 could not be tested (?).");
  expect(text).toContain("What stops two people from signing up");
});

test("every check of an area has its mark, on two lines where one is too short; more than that are counted", () => {
  const checks = (area: "secure" | "stable" | "works-as-asked", count: number) =>
    Array.from({ length: count }, (_, at) =>
      aCheck(`${area}-${at}`, area, at < 2 ? { outcome: "fail", severity: "minor" } : {}),
    );
  const text = renderText(
    aResult([...checks("works-as-asked", 30), ...checks("secure", 90), ...checks("stable", 5)]),
    usualCatalogue,
    options,
  );
  const marks = text
    .split("\n")
    .flatMap((line) => /^ {2}.* passed +(\S.*)$|^ {20,}([A-Z]+)$/.exec(line)?.slice(1).find(Boolean) ?? []);
  expect(marks[0]).toMatch(/^P+$/);
  expect(`${marks[0]}${marks[1]}`).toBe(`${"P".repeat(28)}FF`);
  expect(marks.slice(2)).toEqual(["P×88 F×2", "PPPFF"]);
});

test("wide characters take two columns, and a cut text says so", () => {
  expect(widthOf("李小龍")).toBe(6);
  expect(cutTo("李小龍 and more", 7)).toBe("李小龍…");
  expect(wrapped("one two three", 7)).toEqual(["one two", "three"]);
});
