import fc from "fast-check";
import { describe, expect, test } from "vitest";
import speed from "../../../../challenges/any-backend/checks/speed.ts";
import { slownessOfCapacity, slownessOfWait } from "../../../../challenges/any-backend/slowness.ts";
import type { ReferenceFact } from "../../src/check/reference.ts";
import type { CapacityFact, JourneyFact } from "../../src/result/pressure.ts";

type Evidence = Parameters<typeof speed.judge>[0];
type Own = NonNullable<Evidence["own"]>;

function capacityOf(...tries: readonly number[]): CapacityFact {
  const middle = tries.toSorted((one, other) => one - other)[Math.floor((tries.length - 1) / 2)] ?? 0;
  return { rate: middle, tries, atLeast: false };
}

function journeyOf(operation: string, p50Within: readonly [number, number], costsHash = false): JourneyFact {
  const [least, most] = p50Within;
  return {
    operation,
    ...(costsHash && { costsHash }),
    sent: 100,
    p50Ms: (least + most) / 2,
    p95Ms: most * 2,
    p50Within,
  };
}

const quick: Own = {
  idleMs: 3,
  capacity: capacityOf(600, 600, 545),
  journeys: [journeyOf("whoAmI", [3, 4]), journeyOf("updateProfile", [5, 7]), journeyOf("logIn", [80, 95], true)],
};
const ours: ReferenceFact = {
  solution: "node-postgres",
  measuredAt: "2026-11-25T10:00:00.000Z",
  pace: 30,
  capacity: quick.capacity,
  journeys: quick.journeys,
};

function judged(own: Partial<Own>, reference: Evidence["reference"] = { kind: "measured", fact: ours, pace: 30 }) {
  return speed.judge({ reference, own: { ...quick, ...own } });
}

describe("speed, held against ours", () => {
  test("what is as quick is about as quick", () => {
    expect(judged({})).toMatchObject({ outcome: "pass", facts: { how: "alike" } });
  });

  test("twice as slow passes, and is said", () => {
    const own = { capacity: capacityOf(250, 240, 250), journeys: [journeyOf("whoAmI", [8, 14])] };
    expect(judged(own)).toMatchObject({ outcome: "pass", facts: { how: "somewhat" } });
  });

  test("what carries several times fewer visits fails, more severely where it is many times", () => {
    expect(judged({ capacity: capacityOf(100, 100, 90) })).toMatchObject({
      outcome: "fail",
      facts: { what: "visits", how: "several" },
      severity: "minor",
    });
    expect(judged({ capacity: capacityOf(20, 20, 18) })).toMatchObject({
      outcome: "fail",
      facts: { what: "visits", how: "many" },
      severity: "serious",
    });
  });

  test("what carries as much and lets each visitor wait fails", () => {
    expect(judged({ journeys: [journeyOf("whoAmI", [62, 64])], idleMs: 61 })).toMatchObject({
      outcome: "fail",
      facts: { what: "wait", how: "several" },
    });
  });

  test("a wait that a lone visit does not show is the machine's, which was called away", () => {
    expect(judged({ journeys: [journeyOf("whoAmI", [280, 320])], idleMs: 4 })).toMatchObject({ outcome: "pass" });
  });

  test("a wait that nobody notices is none, however many times longer it is", () => {
    const ofMicroseconds = { ...ours, journeys: [journeyOf("whoAmI", [0.3, 0.4])] };
    const own = { journeys: [journeyOf("whoAmI", [9, 10])] };
    expect(judged(own, { kind: "measured", fact: ofMicroseconds, pace: 30 })).toMatchObject({
      outcome: "pass",
      facts: { how: "alike" },
    });
  });

  test("a strong hash is never held against anyone, in whatever it takes part", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 60_000, noNaN: true }), fc.nat(1_000), (milliseconds, sent) => {
        const slow = { ...journeyOf("logIn", [milliseconds, milliseconds * 1.1], true), sent };
        const { exhibits: _one, ...with_ } = judged({ journeys: [journeyOf("whoAmI", [3, 4]), slow] });
        const { exhibits: _other, ...without } = judged({ journeys: [journeyOf("whoAmI", [3, 4])] });
        expect(with_).toEqual(without);
      }),
    );
  });

  test("nobody fails who is at most four times slower, wherever in its range each was found", () => {
    const found = fc.double({ min: 1 / 1.1, max: 1, noNaN: true });
    const three = fc.tuple(found, found, found);
    const truth = fc.double({ min: 5, max: 2_000, noNaN: true });
    fc.assert(
      fc.property(truth, fc.double({ min: 0.1, max: 4, noNaN: true }), three, three, (rate, slower, mine, theirs) => {
        const own = capacityOf(...mine.map((share) => (share * rate) / slower));
        const fact = { ...ours, capacity: capacityOf(...theirs.map((share) => share * rate)) };
        const judgement = judged({ capacity: own }, { kind: "measured", fact, pace: 30 });
        expect(judgement.outcome).toBe("pass");
      }),
    );
  });

  test("who carries more than we can send is not slow, and against ours that does, only the least is known", () => {
    const full = { rate: 2_000, tries: [2_000], atLeast: true };
    const known: Evidence["reference"] = { kind: "measured", fact: { ...ours, capacity: full }, pace: 30 };
    expect(judged({ capacity: full }, known)).toMatchObject({ outcome: "pass", facts: { how: "alike" } });
    expect(judged({ capacity: capacityOf(1_500) }, known)).toMatchObject({ outcome: "pass" });
    expect(judged({ capacity: capacityOf(300) }, known)).toMatchObject({ outcome: "fail" });
  });

  test("whose capacity could not be seen is not said to be quick, and may still keep people waiting", () => {
    for (const capacity of [capacityOf(0), { ...capacityOf(30), limited: true as const }]) {
      expect(judged({ capacity })).toMatchObject({ outcome: "not-established", reason: "not-seen" });
      expect(judged({ capacity, journeys: [journeyOf("whoAmI", [300, 310])], idleMs: 290 })).toMatchObject({
        outcome: "fail",
      });
    }
  });

  test("where we have no solution in the language, the question does not apply", () => {
    expect(speed.judge({ reference: { kind: "none" } })).toMatchObject({
      outcome: "not-applicable",
      reason: "no-reference",
    });
  });

  test("a hirer is told no number, and an engineer the range", () => {
    const judgement = judged({ capacity: capacityOf(100, 100, 90) });
    expect(Object.values(judgement.facts).filter((fact) => typeof fact === "number")).toEqual([]);
    expect(judgement.exhibits.details).toMatchObject({
      nextTo: "node-postgres",
      timesFewerVisits: "5.0 to 7.3",
      timesLonger: { whoAmI: "1.0 to 1.0", updateProfile: "1.0 to 1.0" },
    });
    const full = { rate: 2_000, tries: [2_000], atLeast: true };
    const oursCarriesAll: Evidence["reference"] = { kind: "measured", fact: { ...ours, capacity: full }, pace: 30 };
    expect(judged({ capacity: full }).exhibits.details).toMatchObject({ timesFewerVisits: "0.3 or less" });
    expect(judged({}, oursCarriesAll).exhibits.details).toMatchObject({ timesFewerVisits: "3.0 or more" });
    expect(judged({ capacity: full }, oursCarriesAll).exhibits.details).toMatchObject({ timesFewerVisits: "not seen" });
  });
});

describe("a range", () => {
  test("of capacities holds the true factor, whichever step of the search each came to", () => {
    const share = fc.double({ min: 1 / 1.1, max: 1, noNaN: true });
    const truth = fc.double({ min: 1, max: 5_000, noNaN: true });
    fc.assert(
      fc.property(truth, truth, share, share, (own, reference, mine, theirs) => {
        const slowness = slownessOfCapacity(capacityOf(own * mine), capacityOf(reference * theirs));
        const factor = reference / own;
        expect(slowness?.least).toBeLessThanOrEqual(factor * 1.000_001);
        expect(slowness?.most).toBeGreaterThanOrEqual(factor * 0.999_999);
      }),
    );
  });

  test("of waits holds the factor of any two that lie in theirs", () => {
    const span = fc.tuple(fc.double({ min: 10, max: 1_000, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true }));
    const within = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(span, span, within, within, ([mine, wider], [theirs, wide], one, other) => {
        const slowness = slownessOfWait(
          journeyOf("whoAmI", [mine, mine * wider]),
          journeyOf("whoAmI", [theirs, theirs * wide]),
          mine,
        );
        const factor = (mine * (1 + one * (wider - 1))) / (theirs * (1 + other * (wide - 1)));
        expect(slowness?.least).toBeLessThanOrEqual(factor * 1.000_001);
        expect(slowness?.most).toBeGreaterThanOrEqual(factor * 0.999_999);
      }),
    );
  });

  test("of a wait that was seen too seldom is none", () => {
    const { p50Within: _none, ...seldom } = journeyOf("whoAmI", [3, 4]);
    expect(slownessOfWait(seldom, journeyOf("whoAmI", [3, 4]), 3)).toBeUndefined();
    expect(slownessOfWait(journeyOf("whoAmI", [3, 4]), undefined, 3)).toBeUndefined();
  });
});
