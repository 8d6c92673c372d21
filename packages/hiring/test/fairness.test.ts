import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fairnessCountries,
  fairnessQuestions,
  fairnessResult,
  fisherExact,
  leastInGroup,
  leastPeople,
  selectionRates,
  strangeAnswer,
  type GroupCount,
} from "../src/index.ts";

const table = (a: number, b: number, c: number, d: number) => ({
  one: { selected: a, not: b },
  other: { selected: c, not: d },
});

describe("Fisher's exact test", () => {
  test.each([
    ["the lady tasting tea, three of four right: Agresti 2002, page 91, two-sided", [3, 1, 1, 3], 34 / 70],
    [
      "the lady tasting tea, all right: Fisher 1935, The Design of Experiments, both sides of 1 in 70",
      [4, 0, 0, 4],
      2 / 70,
    ],
    ["convictions of like-sex twins: Fisher 1970, as R's fisher.test prints it", [2, 15, 10, 3], 0.0005367],
    ["whales and sharks: SciPy's stats.fisher_exact prints it", [8, 2, 1, 5], 0.034965],
  ] as const)("gives the published answer for %s", (_, [a, b, c, d], p) => {
    expect(fisherExact(table(a, b, c, d))).toBeCloseTo(p, 7);
  });

  const counts = fc.tuple(...Array.from({ length: 4 }, () => fc.nat({ max: 60 })));

  test("is the same whichever group, and whichever outcome, is named first", () => {
    fc.assert(
      fc.property(counts, ([a = 0, b = 0, c = 0, d = 0]) => {
        const p = fisherExact(table(a, b, c, d));
        expect(fisherExact(table(c, d, a, b))).toBeCloseTo(p, 9);
        expect(fisherExact(table(b, a, d, c))).toBeCloseTo(p, 9);
      }),
    );
  });

  test("is above 0 and at most 1, and 1 where both groups fare alike", () => {
    fc.assert(
      fc.property(counts, ([a = 0, b = 0, c = 0, d = 0]) => {
        const p = fisherExact(table(a, b, c, d));
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisherExact(table(a, b, a, b))).toBeCloseTo(1, 9);
      }),
    );
  });

  test("agrees with exact fractions", () => {
    fc.assert(
      fc.property(counts, ([a = 0, b = 0, c = 0, d = 0]) => {
        expect(fisherExact(table(a, b, c, d))).toBeCloseTo(byFractions(a, b, c, d), 9);
      }),
      { numRuns: 60 },
    );
  });

  test.each([[-1], [0.5], [Number.NaN]])("is refused for %d people", (count) => {
    expect(() => fisherExact(table(count, 1, 1, 1))).toThrow(RangeError);
  });
});

/** By whole numbers alone, which can't be rounded. */
function byFractions(a: number, b: number, c: number, d: number): number {
  const choose = (n: number, k: number): bigint => {
    let ways = 1n;
    for (let at = 1; at <= k; at++) ways = (ways * BigInt(n - k + at)) / BigInt(at);
    return ways;
  };
  const [people, others, selected] = [a + b, c + d, a + c];
  const ways = (ofOne: number) => choose(people, ofOne) * choose(others, selected - ofOne);
  let sum = 0n;
  for (let ofOne = Math.max(0, selected - others); ofOne <= Math.min(people, selected); ofOne++) {
    if (ways(ofOne) <= ways(a)) sum += ways(ofOne);
  }
  return Number((sum * 10n ** 15n) / choose(people + others, selected)) / 1e15;
}

describe("selection rates", () => {
  test("give the impact ratios of the Uniform Guidelines' own example: Questions and Answers 1979, question 11", () => {
    const groups = [
      { group: "whites", people: 100, selected: 60 },
      { group: "American Indians", people: 100, selected: 45 },
      { group: "Hispanics", people: 100, selected: 48 },
      { group: "Blacks", people: 100, selected: 51 },
    ];
    const rates = selectionRates(groups);
    expect(rates.map(({ ratio }) => Math.round((ratio ?? 0) * 100))).toEqual([100, 75, 80, 85]);
    // "Adverse impact is indicated for American Indians but not for Hispanics or Blacks."
    expect(rates.map(({ isBelowFourFifths }) => isBelowFourFifths)).toEqual([false, true, false, false]);
    expect(rates.map(({ p }) => p === null)).toEqual([true, false, false, false]);
  });

  const groups = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 80 }), fc.nat({ max: 80 })).map(([people, selected]) => ({
      ...{ people, selected: Math.min(people, selected) },
    })),
    { minLength: 2, maxLength: 6 },
  );

  test("are at most 1 of the highest, and nothing is flagged where all are alike", () => {
    fc.assert(
      fc.property(groups, (counts) => {
        const named = counts.map((count, at) => ({ ...count, group: String(at) }));
        for (const { ratio, isBelowFourFifths } of selectionRates(named)) {
          if (ratio === null) expect(isBelowFourFifths).toBe(false);
          else expect(ratio).toBeLessThanOrEqual(1);
          expect(isBelowFourFifths).toBe(ratio !== null && ratio < 0.8 - 1e-12);
        }
        const [first] = named;
        const alike = named.map(({ group }) => ({ ...first, group }) as GroupCount);
        expect(selectionRates(alike).some(({ isBelowFourFifths }) => isBelowFourFifths)).toBe(false);
      }),
    );
  });

  test("where nobody was selected have no ratio", () => {
    const none = ["a", "b"].map((group) => ({ group, people: 20, selected: 0 }));
    expect(selectionRates(none).map(({ ratio }) => ratio)).toEqual([null, null]);
  });
});

describe("what an owner sees", () => {
  const count = (group: string, people: number, selected = 1): GroupCount => ({ group, people, selected });

  test("is nothing below 30 people, however they are spread", () => {
    expect(fairnessResult([count("a", 15), count("b", leastPeople - 16)])).toEqual({ kind: "not-enough" });
    expect(fairnessResult([count("a", 15), count("b", leastPeople - 15)]).kind).toBe("shown");
  });

  test("is never a group of fewer than five, nor that there is one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 7 }), (sizes) => {
        const result = fairnessResult(sizes.map((people, at) => count(String(at), people)));
        if (result.kind === "not-enough") {
          expect(Object.keys(result)).toEqual(["kind"]);
          return;
        }
        expect(result.groups.length).toBeGreaterThan(1);
        for (const { people } of result.groups) expect(people).toBeGreaterThanOrEqual(leastInGroup);
      }),
    );
  });
});

describe("the countries", () => {
  test("name where the law is written, or ask for somebody who knows it", () => {
    for (const { id, sources, asksLawyer } of fairnessCountries) {
      if (sources.length === 0) expect(asksLawyer, id).toBe(true);
      for (const { url } of sources) expect(url).toMatch(/^https:\/\//);
    }
  });

  test("take answers to their own questions alone", () => {
    const [us, uk] = fairnessCountries;
    if (us === undefined || uk === undefined) throw new Error("there are no countries");
    expect(strangeAnswer({ gender: "woman", "ethnic-group-us": "hispanic" }, us)).toBeUndefined();
    expect(strangeAnswer({ "ethnic-group-us": "hispanic" }, uk)).toBe("ethnic-group-us");
    expect(strangeAnswer({ gender: "toString" }, us)).toBe("gender");
    expect(Object.keys(fairnessQuestions)).toContain("age");
  });
});
