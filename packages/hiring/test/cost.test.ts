import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  breakEven,
  costToDone,
  experiences,
  figureSources,
  forms,
  pay,
  payRange,
  regions,
  sameCostHours,
  works,
  type PayRange,
  type SourcedRange,
  type Region,
} from "../src/index.ts";

const everyRegion = Object.keys(regions) as Region[];
const question = fc.record({
  region: fc.constantFrom(...everyRegion),
  experience: fc.constantFrom(...experiences),
  form: fc.constantFrom(...forms),
  work: fc.constantFrom(...works),
});

/** Typed by somebody: two numbers from low to high, above 0. */
const typed = (most: number): fc.Arbitrary<SourcedRange> =>
  fc
    .tuple(fc.double({ min: 0.5, max: most, noNaN: true }), fc.double({ min: 0, max: most, noNaN: true }))
    .map(([low, more]) => ({ low, high: low + more, from: ["typed"] }));

/** Every range in an answer, however deep. */
function rangesIn(answer: ReturnType<typeof payRange>): readonly SourcedRange[] {
  const range = answer.kind === "range" ? answer : answer.employment;
  return [range, range.usual, range.uplift, range.employerPays].filter((one) => one !== null);
}

describe("what is paid", () => {
  test("is always a range that names its sources", () => {
    fc.assert(
      fc.property(question, (asked) => {
        for (const { low, high, from } of rangesIn(payRange(asked))) {
          expect(low).toBeLessThan(high);
          expect(from.length).toBeGreaterThan(0);
          for (const origin of from) expect(figureSources[origin as keyof typeof figureSources].source).not.toBe("");
        }
      }),
    );
  });

  test("has every region of the survey, and no other", () => {
    expect(Object.values(regions)).toEqual(pay.annualPay.rows.map(([name]) => name));
  });

  test("is the survey's own figures, where nothing is taken times anything", () => {
    const range = payRange({ region: "india", experience: "20-or-more", form: "employment", work: "usual" });
    // Those with most years earn more there than three of four do: the range reaches as far.
    expect(range).toMatchObject({ low: 12_000, high: 55_000, middle: 55_000, unit: "year" });
    const rate = payRange({ region: "india", experience: "20-or-more", form: "contract", work: "usual" });
    expect(rate).toMatchObject({ low: 55, high: 85, unit: "hour", from: ["contract-hourly"], employerPays: null });
  });

  test.each(everyRegion)("says what the employer pays besides in %s only where a figure says so", (region) => {
    const range = payRange({ region, experience: "6-to-10", form: "employment", work: "usual" }) as PayRange;
    if (region === "united-states") {
      expect(range.employerPays).toEqual({ low: 198_000, high: 313_000, from: ["annual-pay", "employer-overhead"] });
      expect(range.unknown).toEqual([]);
    } else {
      expect(range.employerPays).toBeNull();
      expect(range.unknown).toEqual(["employer-overhead"]);
    }
  });

  test.each(["united-kingdom", "nordics", "southern-europe", "oceania"] as const)(
    "by contract in %s is no figure, and what employment pays stands beside it",
    (region) => {
      const answer = payRange({ region, experience: "11-to-19", form: "contract", work: "usual" });
      expect(answer).toMatchObject({ kind: "no-figure", missing: "contract-hourly", employment: { unit: "year" } });
    },
  );

  test("for AI is the survey's uplift with how sure that is, wider than without", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const [usual, ai] = [payRange({ ...asked, work: "usual" }), payRange({ ...asked, work: "ai" })];
        if (usual.kind !== "range" || ai.kind !== "range") return;
        expect(ai.low).toBeGreaterThanOrEqual(usual.low);
        expect(ai.high - ai.low).toBeGreaterThan(usual.high - usual.low);
        expect(ai.from).toContain("ai-work");
        expect(ai.unknown.includes("ai-by-contract")).toBe(asked.form === "contract");
      }),
    );
  });

  test("for complex data is what usual work is, and says that no figure was found", () => {
    fc.assert(
      fc.property(question, (asked) => {
        const [usual, complex] = [payRange({ ...asked, work: "usual" }), payRange({ ...asked, work: "complex-data" })];
        if (usual.kind !== "range" || complex.kind !== "range") return;
        expect(complex).toEqual({ ...usual, unknown: ["complex-data", ...usual.unknown] });
      }),
    );
  });

  test("of those with few years has no middle, since the survey has none", () => {
    const range = payRange({ region: "canada", experience: "up-to-5", form: "employment", work: "usual" });
    expect(range).toMatchObject({ middle: null, unknown: ["up-to-5", "employer-overhead"] });
  });
});

describe("cost to done", () => {
  test("is a range that rests on the rate and the hours", () => {
    const [rate, hours] = [
      { low: 45, high: 45, from: ["told"] },
      { low: 90, high: 160, from: ["typed"] },
    ] as const;
    expect(costToDone({ rate, hours })).toEqual({ low: 4_050, high: 7_200, from: ["told", "typed"] });
  });

  test("never falls when the rate or the hours rise", () => {
    fc.assert(
      fc.property(typed(500), typed(2_000), fc.double({ min: 0, max: 300, noNaN: true }), (rate, hours, more) => {
        const cost = costToDone({ rate, hours });
        const raised = ({ low, high, from }: SourcedRange): SourcedRange => ({
          low: low + more,
          high: high + more,
          from,
        });
        expect(cost.low).toBeLessThanOrEqual(cost.high);
        for (const higher of [costToDone({ rate: raised(rate), hours }), costToDone({ rate, hours: raised(hours) })]) {
          expect(higher.low).toBeGreaterThanOrEqual(cost.low);
          expect(higher.high).toBeGreaterThanOrEqual(cost.high);
        }
      }),
    );
  });

  test.each([
    ["the wrong way round", { low: 9, high: 3 }],
    ["below 0", { low: -1, high: 3 }],
    ["no number", { low: Number.NaN, high: 3 }],
    ["without end", { low: 1, high: Infinity }],
  ])("is refused for hours %s", (_, hours) => {
    const rate: SourcedRange = { low: 20, high: 20, from: ["told"] };
    expect(() => costToDone({ rate, hours: { ...hours, from: ["typed"] } })).toThrow(RangeError);
  });
});

describe("the break-even", () => {
  test("is the same whichever is named first, and never below 1", () => {
    fc.assert(
      fc.property(typed(500), typed(500), (one, other) => {
        const { low, high } = breakEven(one, other);
        expect(breakEven(other, one)).toMatchObject({ low, high });
        expect(low).toBeGreaterThanOrEqual(1);
        expect(high).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  test("is where both cost the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), typed(1_000), (a, b, hours) => {
        const [cheap, dear] = [Math.min(a, b), Math.max(a, b)].map((rate): SourcedRange => ({
          low: rate,
          high: rate,
          from: ["told"],
        }));
        if (cheap === undefined || dear === undefined) return;
        const dearer = sameCostHours(hours, breakEven(cheap, dear));
        const [one, other] = [costToDone({ rate: cheap, hours }), costToDone({ rate: dear, hours: dearer })];
        expect(other.low).toBeCloseTo(one.low, 6);
        expect(other.high).toBeCloseTo(one.high, 6);
      }),
    );
  });

  test("of rates that overlap may be 1", () => {
    const [one, other] = [
      { low: 20, high: 40, from: ["told"] },
      { low: 30, high: 60, from: ["typed"] },
    ] as const;
    expect(breakEven(one, other)).toEqual({ low: 1, high: 3, from: ["told", "typed"] });
  });

  test("of a rate of nothing is refused", () => {
    const [free, paid] = [
      { low: 0, high: 10, from: ["told"] },
      { low: 5, high: 5, from: ["told"] },
    ] as const;
    expect(() => breakEven(free, paid)).toThrow(RangeError);
  });
});
