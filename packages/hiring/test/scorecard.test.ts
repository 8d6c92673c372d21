import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  areEqual,
  combineScorecards,
  competencies,
  equalWeights,
  ratingDifferencesOf,
  whyNoRule,
  type Scorecard,
  type Weights,
} from "../src/index.ts";

const scores = (...given: readonly number[]) =>
  Object.fromEntries(competencies.map((subject, at) => [subject, given[at]])) as Record<
    (typeof competencies)[number],
    number
  >;
const ruth: Scorecard = { person: "Ruth", scores: scores(4, 4, 2, 5, 3), out_of: 5 };
const sam: Scorecard = { person: "Sam", scores: scores(3, 1, 2, 4, 3), out_of: 5 };

const point = fc.integer({ min: 1, max: 5 });
const whole = fc
  .record({ person: fc.uuid(), given: fc.tuple(point, point, point, point, point) })
  .map(({ person, given }): Scorecard => ({ person, scores: scores(...given), out_of: 5 }));
const wholes = fc.array(whole, { minLength: 1, maxLength: 6 });
const weight = fc.integer({ min: 0, max: 3 });
const rules = fc
  .tuple(weight, weight, weight, weight, weight)
  .filter((given) => given.some((one) => one > 0))
  .map((given): Weights => scores(...given));

describe("ratings put together", () => {
  test("are the range from the lowest to the highest, each by the rule", () => {
    expect(combineScorecards([ruth, sam], equalWeights).range).toEqual({ low: 2.6, high: 3.6 });
    const rule = { ...equalWeights, "prevents-problems": 3 };
    expect(combineScorecards([ruth, sam], rule).range).toEqual({ low: 15 / 7, high: 26 / 7 });
  });

  test("fill in nothing: who left something out is named with what, and is not in the range", () => {
    const { "explains-clearly": _left, ...some } = sam.scores;
    const combined = combineScorecards([ruth, { ...sam, scores: some }], equalWeights);
    expect(combined).toMatchObject({ range: { low: 3.6, high: 3.6 }, whole: 1 });
    expect(combined.missing).toEqual([{ person: "Sam", subjects: ["explains-clearly"] }]);
    // Unless it does not count.
    const rule = { ...equalWeights, "explains-clearly": 0 };
    expect(combineScorecards([{ ...sam, scores: some }], rule)).toMatchObject({ whole: 1, missing: [] });
  });

  test("are never mixed with what was given on another scale", () => {
    const older = { ...sam, out_of: 4 };
    expect(combineScorecards([ruth, older], equalWeights)).toMatchObject({ whole: 1, otherScale: ["Sam"] });
    expect(ratingDifferencesOf([ruth, older]).every(({ given }) => given.length === 1)).toBe(true);
  });

  test("are nothing where nobody rated", () => {
    expect(combineScorecards([], equalWeights)).toEqual({ range: null, whole: 0, missing: [], otherScale: [] });
  });

  test("stay between the lowest and the highest point that was given, in whatever order people are named", () => {
    fc.assert(
      fc.property(wholes, rules, (scorecards, rule) => {
        const { range } = combineScorecards(scorecards, rule);
        const counting = competencies.filter((subject) => rule[subject] > 0);
        const all = scorecards.flatMap((one) => counting.map((subject) => one.scores[subject] ?? 0));
        expect(range?.low).toBeGreaterThanOrEqual(Math.min(...all));
        expect(range?.high).toBeLessThanOrEqual(Math.max(...all));
        expect(combineScorecards(scorecards.toReversed(), rule).range).toEqual(range);
      }),
    );
  });

  test("come out the same with equal weights, however large, as with none", () => {
    fc.assert(
      fc.property(wholes, fc.integer({ min: 1, max: 3 }), (scorecards, size) => {
        const same = scores(size, size, size, size, size);
        expect(areEqual(same)).toBe(true);
        const [one, other] = [combineScorecards(scorecards, same), combineScorecards(scorecards, equalWeights)];
        expect(one.range?.low).toBeCloseTo(other.range?.low ?? 0, 9);
        expect(one.range?.high).toBeCloseTo(other.range?.high ?? 0, 9);
      }),
    );
  });

  test("never fall because somebody gave a point more", () => {
    fc.assert(
      fc.property(wholes, rules, fc.constantFrom(...competencies), (scorecards, rule, subject) => {
        const raised = scorecards.map((one) => ({
          ...one,
          scores: { ...one.scores, [subject]: Math.min(5, (one.scores[subject] ?? 0) + 1) },
        }));
        const [before, after] = [combineScorecards(scorecards, rule).range, combineScorecards(raised, rule).range];
        expect(after?.low).toBeGreaterThanOrEqual(before?.low ?? 0);
        expect(after?.high).toBeGreaterThanOrEqual(before?.high ?? 0);
      }),
    );
  });

  test("hold no number by which people could be ordered", () => {
    expect(Object.keys(combineScorecards([ruth, sam], equalWeights)).toSorted()).toEqual([
      ...["missing", "otherScale", "range", "whole"],
    ]);
  });
});

describe("differences", () => {
  test("stand side by side with who gave what, the widest first, and are to talk about from two points on", () => {
    const differences = ratingDifferencesOf([ruth, sam]);
    expect(differences[0]).toEqual({
      ...{ subject: "prevents-problems", gap: 3, isToTalkAbout: true },
      given: [
        { person: "Ruth", point: 4 },
        { person: "Sam", point: 1 },
      ],
    });
    expect(differences.map(({ gap }) => gap)).toEqual([3, 1, 1, 0, 0]);
    expect(differences.filter(({ isToTalkAbout }) => isToTalkAbout)).toHaveLength(1);
  });

  test("name everybody who rated a subject, in the order given, and nobody else", () => {
    fc.assert(
      fc.property(wholes, (scorecards) => {
        for (const { given, gap } of ratingDifferencesOf(scorecards)) {
          expect(given.map(({ person }) => person)).toEqual(scorecards.map(({ person }) => person));
          expect(gap).toBeGreaterThanOrEqual(0);
          expect(gap).toBeLessThanOrEqual(4);
        }
      }),
    );
  });
});

describe("a rule", () => {
  test("with other than equal weights says why, and lets something count", () => {
    expect(whyNoRule(equalWeights, "")).toBeUndefined();
    const other = { ...equalWeights, "explains-clearly": 3 };
    expect(whyNoRule(other, "because")).toBe("no-reason");
    expect(whyNoRule(other, "This job is mostly talking with the shops.")).toBeUndefined();
    expect(whyNoRule(scores(0, 0, 0, 0, 0), "We do not care for any of it.")).toBe("nothing-counts");
  });
});
