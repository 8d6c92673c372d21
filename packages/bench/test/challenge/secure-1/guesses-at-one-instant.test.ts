import { describe, expect, it } from "vitest";
import type { Burst } from "../../../../../challenges/login-system/burst.ts";
import check from "../../../../../challenges/login-system/checks/guesses-at-one-instant.ts";
import { attempt } from "./written-evidence.ts";

const many = (count: number, status: number, tookMs = 300) =>
  Array.from({ length: count }, () => attempt({ status, tookMs }));
const burst = (over: Partial<Burst> = {}): Burst => ({
  control: attempt({ token: "t" }),
  first: attempt({ status: 401, tookMs: 90 }),
  crowd: [...many(10, 401), ...many(50, 429)],
  strangers: many(60, 401),
  hashMs: 80,
  ...over,
});
const elsewhere = { byBrief: false };

describe("sixty guesses at one instant", () => {
  it("are stopped where few are looked at, by 429, 503 or no answer", () => {
    expect(check.judge(burst())).toMatchObject({ outcome: "pass", facts: { tried: 60, lookedAt: 10 } });
    for (const status of [423, 503, 0]) {
      const crowd = [...many(20, 401), ...many(40, status)];
      expect(check.judge(burst({ crowd }))).toMatchObject({ outcome: "pass", facts: { lookedAt: 20 } });
    }
  });

  it("are stopped where each of two processes counts twenty", () => {
    expect(check.judge(burst({ crowd: [...many(40, 401), ...many(20, 429)] }))).toMatchObject({ outcome: "pass" });
  });

  it("are not stopped where all are looked at", () => {
    const judgement = check.judge(burst({ crowd: many(60, 401) }));
    expect(judgement).toMatchObject({ outcome: "fail", facts: { lookedAt: 60, elsewhere: false } });
    expect(judgement).not.toHaveProperty("severity");
  });

  it("are not stopped where they wait no longer than as many strangers do", () => {
    const slow = burst({ crowd: many(60, 401, 5_000), strangers: many(60, 401, 4_600) });
    expect(check.judge(slow)).toMatchObject({ outcome: "fail" });
  });

  it("are stopped where they wait on purpose", () => {
    const crowd = [...many(10, 401), ...many(50, 401, 3_300)];
    expect(check.judge(burst({ crowd, strangers: many(60, 401, 1_200) }))).toMatchObject({ outcome: "pass" });
    expect(check.judge(burst({ crowd, strangers: many(60, 401, 20), hashMs: 5 }))).toMatchObject({ outcome: "pass" });
  });

  it("are measured by what a hash takes at that moment, where the machine was busier before", () => {
    const crowd = [...many(10, 401), ...many(50, 401, 6_200)];
    const strangers = many(60, 401, 3_600);
    const first = attempt({ status: 401, tookMs: 120 });
    expect(check.judge(burst({ crowd, strangers, first, hashMs: 255 }))).toMatchObject({ outcome: "pass" });
    // Most strangers waited for a hash in vain.
    const busy = [...many(20, 401, 3_600), ...many(40, 503, 4_000)];
    expect(check.judge(burst({ crowd, strangers: busy, first, hashMs: 120 }))).toMatchObject({ outcome: "pass" });
    const inVain = { crowd: many(60, 401, 5_000), strangers: busy, first, hashMs: 120 };
    expect(check.judge(burst(inVain))).toMatchObject({ outcome: "fail" });
  });

  it("can't be judged where strangers are refused without a hash, or by a limit, so that the waits have no measure", () => {
    const crowd = many(60, 401, 5_000);
    const reason = "waits-unexplained";
    expect(check.judge(burst({ crowd, strangers: many(60, 401, 20) }))).toMatchObject({ reason });
    expect(check.judge(burst({ crowd, strangers: many(60, 429) }))).toMatchObject({ reason });
  });

  it("can't be judged where nobody could log in, or the first guess already met a limit", () => {
    expect(check.judge(burst({ control: attempt({ status: 500 }) }))).toMatchObject({ reason: "no-log-in" });
    expect(check.judge(burst({ first: attempt({ status: 429 }) }))).toMatchObject({ reason: "no-log-in" });
  });

  it("are held against the backend's own limit where no brief has one", () => {
    const all = burst({ crowd: many(60, 401) });
    expect(check.judge({ ...all, stoppedAfter: 5 }, elsewhere)).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { limit: 5, elsewhere: true },
    });
    expect(check.judge({ ...all, stoppedAfter: 0 }, elsewhere)).toMatchObject({
      outcome: "not-applicable",
      reason: "no-limit",
    });
  });
});
