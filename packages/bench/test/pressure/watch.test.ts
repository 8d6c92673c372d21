import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LoadRecord } from "../../src/load/load.ts";
import { isLimited, isNormal, isUnserved, kindOf, visitsOf, Watch } from "../../src/pressure/watch.ts";
import { broken, refused, steadily, unsent, visit } from "./visits.ts";

const calm = { p95Ms: 10, boundMs: 250, costly: new Set(["logIn"]) };

function watchOf(records: readonly LoadRecord[], settledBefore: number): Watch {
  const watch = new Watch();
  watch.add(records, settledBefore);
  return watch;
}

const anyVisit = fc
  .record({
    planned: fc.nat(10_000),
    lasts: fc.nat(9_000),
    isSent: fc.boolean(),
    status: fc.option(fc.constantFrom(200, 204, 302, 401, 429, 500, 503), { nil: undefined }),
    failure: fc.option(fc.constantFrom(...(["timeout", "reset", "closed", "refused"] as const)), { nil: undefined }),
    wrong: fc.boolean(),
  })
  .map(({ planned, lasts, isSent, status, failure, wrong }): LoadRecord => {
    const arrival = { phase: "steady 1", operation: "see", person: 0, copy: 0, planned };
    if (!isSent) return { ...arrival, end: planned };
    return {
      ...{ ...arrival, sent: planned, end: planned + lasts },
      ...(status === undefined ? { failure: failure ?? "reset" } : { status, ...(failure && { failure }) }),
      ...(status !== undefined && status < 300 && { success: true as const }),
      ...(wrong && { wrong: true as const }),
    };
  });

describe("a visit", () => {
  it("is answered, put off, or has failed", () => {
    expect(kindOf(visit(0))).toBe("answered");
    expect([423, 429, 503].map((status) => kindOf(refused(0, status)))).toEqual(["putOff", "putOff", "putOff"]);
    expect([302, 401, 404, 500, 502].map((status) => kindOf(refused(0, status)))).toEqual(Array(5).fill("failed"));
    expect(kindOf(broken(0))).toBe("failed");
    expect(kindOf(unsent(0))).toBe("failed");
  });

  it("is limited where it came too often; who is told that all are turned away is not served", () => {
    const of = (told: (record: LoadRecord) => boolean) =>
      [423, 429, 503, 500].filter((status) => told(refused(0, status)));
    expect(of(isLimited)).toEqual([423, 429]);
    expect(of(isUnserved)).toEqual([503, 500]);
    expect(isLimited(refused(0, 429, { failure: "closed" }))).toBe(false);
  });

  it("has failed when its page was another’s, or broke off in the middle", () => {
    expect(kindOf(visit(0, { wrong: true }))).toBe("failed");
    expect(kindOf(visit(0, { failure: "closed" }))).toBe("failed");
    expect(kindOf(refused(0, 503, { failure: "timeout" }))).toBe("failed");
  });
});

describe("visits in numbers", () => {
  it("are nothing where nobody came", () => {
    expect(visitsOf([])).toEqual({ sent: 0, answered: 0, putOff: 0, failed: 0, longestMs: null });
  });

  it("add up, and so do those of the slices", () => {
    fc.assert(
      fc.property(fc.array(anyVisit, { maxLength: 60 }), fc.integer({ min: 50, max: 3_000 }), (records, sliceMs) => {
        const whole = visitsOf(records);
        expect(whole.answered + whole.putOff + whole.failed).toBe(whole.sent);
        expect(whole.sent).toBe(records.length);
        const slices = watchOf(records, 0).slices(0, 10_001, sliceMs);
        expect(slices.length).toBe(Math.ceil(10_001 / sliceMs));
        for (const kind of ["sent", "answered", "putOff", "failed"] as const) {
          expect(slices.reduce((sum, slice) => sum + slice[kind], 0)).toBe(whole[kind]);
        }
        const longest = slices.flatMap(({ longestMs }) => longestMs ?? []);
        expect(longest.length === 0 ? null : Math.max(...longest)).toBe(whole.longestMs);
        for (const { p50Ms, p95Ms, longestMs } of slices) {
          if (p50Ms === null || p95Ms === null) continue;
          expect(p50Ms).toBeLessThanOrEqual(p95Ms);
          // The percentiles keep three digits.
          expect(p95Ms).toBeLessThanOrEqual((longestMs ?? 0) * 1.001 + 0.1);
        }
      }),
    );
  });

  it("of a slice are those that were meant to be sent in it, and no others", () => {
    const watch = watchOf([visit(99), visit(100, { end: 900 }), visit(599), visit(600), visit(1_100)], 2_000);
    expect(watch.slices(100, 1_100, 500).map(({ sent, longestMs }) => [sent, longestMs])).toEqual([
      [2, 800],
      [1, 5],
    ]);
  });

  it("from one moment to another are those meant to be sent then, without the last instant", () => {
    const watch = watchOf([visit(99), visit(100), visit(199), visit(200)], 2_000);
    expect(watch.between(100, 200).map(({ planned }) => planned)).toEqual([100, 199]);
    expect(watch.all().length).toBe(4);
  });

  it("that never left have no wait", () => {
    const [slice] = watchOf([unsent(10), visit(20, { end: 120 })], 0).slices(0, 500, 500);
    expect(slice).toMatchObject({ sent: 2, failed: 1, p50Ms: 100 });
  });
});

describe("the return to normal", () => {
  it("is known when a second of it has ended", () => {
    const records = steadily(0, 2_000, 20);
    expect(watchOf(records, 999).normalFrom(0, calm)).toBeUndefined();
    expect(watchOf(records, 1_000).normalFrom(0, calm)).toBe(0);
  });

  it("begins where visits no longer fail", () => {
    const records = [...steadily(0, 700, 20, broken), ...steadily(700, 3_000, 20)];
    expect(watchOf(records, 3_000).normalFrom(0, calm)).toBe(700);
  });

  it("begins where nobody is told to come later because of what is broken", () => {
    const records = [...steadily(0, 500, 20, (at) => refused(at, 503)), ...steadily(500, 3_000, 20)];
    expect(watchOf(records, 3_000).normalFrom(0, calm)).toBe(500);
  });

  it("begins where the wait is that of calm seconds, or a short one", () => {
    const slow = (wait: number) => (at: number) => visit(at, { end: at + wait });
    const records = [...steadily(0, 500, 20, slow(400)), ...steadily(500, 3_000, 20, slow(240))];
    expect(watchOf(records, 3_000).normalFrom(0, calm)).toBe(500);
    expect(watchOf(records, 3_000).normalFrom(0, { ...calm, p95Ms: 350 })).toBe(0);
    expect(watchOf(records, 3_000).normalFrom(0, { ...calm, boundMs: 100 })).toBeUndefined();
    // A tenth of a second more is nothing that anybody would notice.
    expect(isNormal(steadily(0, 1_000, 20, slow(130)), { ...calm, p95Ms: 31, boundMs: 100 })).toBe(true);
  });

  it("is not put off by the time that a password hash takes, but by a log-in that fails", () => {
    const some = (logIn: (at: number) => LoadRecord) => (at: number) => (at % 500 === 0 ? logIn(at) : visit(at));
    const slow = (at: number) => visit(at, { operation: "logIn", end: at + 2_000 });
    expect(watchOf(steadily(0, 3_000, 100, some(slow)), 3_000).normalFrom(0, calm)).toBe(0);
    const failing = (at: number) => broken(at, { operation: "logIn" });
    expect(watchOf(steadily(0, 3_000, 100, some(failing)), 3_000).normalFrom(0, calm)).toBeUndefined();
  });

  it("is there though one in a hundred fails", () => {
    const records = steadily(0, 1_500, 10, (at) => (at % 1_000 === 500 ? broken(at) : visit(at)));
    expect(watchOf(records, 1_500).normalFrom(0, calm)).toBe(0);
  });

  it("takes longer to see where few come", () => {
    const records = steadily(0, 4_000, 125);
    expect(watchOf(records, 1_700).normalFrom(0, calm)).toBeUndefined();
    expect(watchOf(records, 1_900).normalFrom(0, calm)).toBe(0);
  });

  it("is not there where nobody comes", () => {
    expect(watchOf([], 60_000).normalFrom(0, calm)).toBeUndefined();
  });

  it("is not put off by limits on how often one may come", () => {
    for (const status of [423, 429]) {
      const records = steadily(0, 2_000, 20, (at) => (at % 40 === 0 ? refused(at, status) : visit(at)));
      expect(watchOf(records, 2_000).normalFrom(0, calm)).toBe(0);
    }
  });

  it("is unknown where everybody is limited, unless they were in calm seconds", () => {
    const watch = watchOf(
      steadily(0, 2_000, 20, (at) => refused(at, 429)),
      2_000,
    );
    expect([watch.normalFrom(0, calm), watch.isLimitedFrom(0)]).toEqual([undefined, true]);
    expect(watch.normalFrom(0, { ...calm, isLimited: true })).toBe(0);
    expect(watchOf(steadily(0, 2_000, 20), 2_000).isLimitedFrom(0)).toBe(false);
    expect(watchOf([visit(0)], 2_000).isLimitedFrom(0)).toBe(false);
  });

  it("says nothing of visits that are still under way", () => {
    const watch = watchOf(steadily(0, 900, 20), 900);
    expect(watch.normalFrom(0, calm)).toBeUndefined();
    watch.add(steadily(900, 1_900, 20, broken), 1_900);
    expect(watch.settledBefore).toBe(1_900);
    expect(watch.normalFrom(0, calm)).toBeUndefined();
  });

  it("is never within what is broken, and is found where a whole second after it is sound", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 5, max: 50 }), (brokenMs, everyMs) => {
        const records = [...steadily(0, brokenMs, everyMs, broken), ...steadily(brokenMs, brokenMs + 3_000, everyMs)];
        const at = watchOf(records, brokenMs + 3_000).normalFrom(0, calm);
        // One in fifty may still be among them.
        expect(at).toBeGreaterThanOrEqual(brokenMs - everyMs - 100);
        expect(at).toBeLessThan(brokenMs + 100);
      }),
    );
  });
});

describe("operations that are few among many", () => {
  const rare = (made: (planned: number, over: Partial<LoadRecord>) => LoadRecord, operation: string) => (at: number) =>
    made(at, { operation });
  const error = (at: number, over: Partial<LoadRecord>) => refused(at, 500, over);
  const calmly = [...steadily(0, 4_000, 20), ...steadily(10, 4_000, 500, rare(visit, "save"))];
  const later = steadily(4_000, 8_000, 20);

  it("are back where each that was answered before is again; when, where it was not at first", () => {
    const well = [...calmly, ...later, ...steadily(4_010, 8_000, 500, rare(visit, "save"))];
    expect(watchOf(well, 8_000).backBetween(4_000, 8_000, calm)).toEqual({ isAll: true, unanswered: 0, at: 4_000 });
    const ill = [...calmly, ...later, ...steadily(4_010, 5_500, 500, rare(error, "save"))];
    const recovered = [...ill, ...steadily(5_510, 8_000, 500, rare(visit, "save"))];
    expect(watchOf(recovered, 8_000).backBetween(4_000, 8_000, calm)).toMatchObject({ isAll: true, at: 5_510 });
  });

  it("are away where not one was answered since, in the time that is looked at", () => {
    const away = [...calmly, ...later, ...steadily(4_010, 6_500, 500, rare(error, "save"))];
    const back = [...away, ...steadily(6_510, 8_000, 500, rare(visit, "save"))];
    expect(watchOf(away, 8_000).backBetween(4_000, 8_000, calm)).toMatchObject({ isAll: false, unanswered: 5 });
    expect(watchOf(back, 8_000).backBetween(4_000, 6_500, calm)).toMatchObject({ isAll: false, unanswered: 5 });
    expect(watchOf([...calmly, ...later], 8_000).backBetween(4_000, 8_000, calm)).toMatchObject({
      ...{ isAll: false, unanswered: 0 },
    });
  });

  it("are not missed where they were limited, or had hardly been answered before", () => {
    const limited = (at: number, over: Partial<LoadRecord>) => refused(at, 423, over);
    const told = [...calmly, ...later, ...steadily(4_010, 8_000, 500, rare(limited, "save"))];
    expect(watchOf(told, 8_000).backBetween(4_000, 8_000, calm)).toMatchObject({ isAll: false, unanswered: 0 });
    const scarce = [...calmly.filter(({ operation, planned }) => operation === "see" || planned < 1_000), ...later];
    const never = [...scarce, ...steadily(4_010, 8_000, 500, rare(error, "save"))];
    expect(watchOf(never, 8_000).backBetween(4_000, 8_000, calm)).toMatchObject({ isAll: true });
  });

  it("are taken as one where they cost a hash", () => {
    const costly = { costly: new Set(["logIn", "signUp"]) };
    const before = [...calmly, ...steadily(15, 4_000, 1_000, rare(visit, "logIn"))];
    const since = [...later, ...steadily(4_010, 8_000, 500, rare(visit, "save"))];
    const failing = ["logIn", "signUp"].flatMap((name) => steadily(4_015, 8_000, 1_000, rare(error, name)));
    const all = [...before, ...since, ...failing];
    expect(watchOf(all, 8_000).backBetween(4_000, 8_000, costly)).toMatchObject({ isAll: false, unanswered: 8 });
    const served = [...all, visit(7_900, { operation: "signUp" })];
    expect(watchOf(served, 8_000).backBetween(4_000, 8_000, costly)).toMatchObject({ isAll: true, at: 7_900 });
  });
});

describe("visits as in calm seconds", () => {
  it("have failed at most one time in fifty", () => {
    const visits = (failures: number) => steadily(0, 1_000, 10, (at) => (at < failures * 10 ? broken(at) : visit(at)));
    expect(isNormal(visits(2), calm)).toBe(true);
    expect(isNormal(visits(3), calm)).toBe(false);
  });
});
