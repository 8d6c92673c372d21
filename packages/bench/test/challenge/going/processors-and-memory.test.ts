import { describe, expect, it } from "vitest";
import beside from "../../../../../challenges/login-system/checks/log-in-beside-others.ts";
import memory from "../../../../../challenges/login-system/checks/memory-growth.ts";

describe("a log-in beside others", () => {
  const looks = (count: number, tookMs: number, status = 200) =>
    Array.from({ length: count }, () => ({ status, tookMs }));
  const evidence = { hashMs: 300, beside: looks(95, 20), logIns: Array.from({ length: 12 }, () => 310) };

  it("holds nobody up", () => {
    expect(beside.judge(evidence)).toMatchObject({ outcome: "pass", facts: { asked: 95, wait: 20, hash: 300 } });
  });

  it("holds everybody up when they wait for as long as half of it", () => {
    expect(beside.judge({ ...evidence, beside: looks(12, 280) })).toMatchObject({
      outcome: "fail",
      facts: { wait: 280 },
    });
    expect(beside.judge({ ...evidence, beside: looks(12, 150) })).toMatchObject({ outcome: "fail" });
    expect(beside.judge({ ...evidence, beside: looks(12, 149) })).toMatchObject({ outcome: "pass" });
  });

  it("may hold up one visit in twenty", () => {
    expect(beside.judge({ ...evidence, beside: [...looks(95, 20), ...looks(5, 290)] })).toMatchObject({
      outcome: "pass",
    });
    expect(beside.judge({ ...evidence, beside: [...looks(94, 20), ...looks(6, 290)] })).toMatchObject({
      outcome: "fail",
    });
  });

  /** Looks that came quickly, with one long one beside each of so many log-ins. */
  const oneLong = (tookMs: number, { logIns = 12, quick = 40, status = 200 } = {}) =>
    Array.from({ length: 12 }, (_none, logIn) =>
      [...looks(logIn < logIns ? 1 : 0, tookMs, status), ...looks(quick, 2.4)].map((one) => ({ ...one, logIn })),
    ).flat();
  const quiet = oneLong(20);

  it("holds everybody up once, also where its answer is held back until many others have had theirs", () => {
    const padded = { ...evidence, hashMs: 395, quiet };
    expect(beside.judge({ ...padded, beside: oneLong(297) })).toMatchObject({
      outcome: "fail",
      facts: { asked: 492, wait: 297, hash: 395 },
    });
    expect(beside.judge({ ...padded, beside: oneLong(197) })).toMatchObject({ outcome: "pass" });
  });

  it("holds up also whoever is turned away after the wait", () => {
    const turnedAway = oneLong(297, { quick: 2, status: 503 });
    expect(beside.judge({ ...evidence, quiet, beside: turnedAway })).toMatchObject({
      outcome: "fail",
      facts: { asked: 36, wait: 297 },
    });
  });

  it("is not to blame for a long wait now and then, as on a busy machine, nor for one that is there without it", () => {
    expect(beside.judge({ ...evidence, quiet, beside: oneLong(297, { logIns: 9 }) })).toMatchObject({
      outcome: "fail",
    });
    expect(beside.judge({ ...evidence, quiet, beside: oneLong(297, { logIns: 8 }) })).toMatchObject({
      outcome: "pass",
    });
    const busy = { ...evidence, beside: oneLong(297) };
    expect(beside.judge({ ...busy, quiet: oneLong(297, { logIns: 4 }) })).toMatchObject({ outcome: "pass" });
    expect(beside.judge({ ...busy, quiet: oneLong(297, { logIns: 3 }) })).toMatchObject({ outcome: "fail" });
  });

  it("that is quick holds up nobody by one wait, which a busy machine may cause", () => {
    // In nine of twelve rounds one of ours took 75 ms, beside a hash of 80, where four programs wanted each processor.
    expect(beside.judge({ ...evidence, hashMs: 80, quiet, beside: oneLong(99) })).toMatchObject({ outcome: "pass" });
    expect(beside.judge({ ...evidence, hashMs: 80, quiet, beside: oneLong(101) })).toMatchObject({ outcome: "fail" });
  });

  it("is not to blame where everybody waits as long without it", () => {
    const slow = { ...evidence, beside: looks(20, 280) };
    expect(beside.judge({ ...slow, quiet: looks(20, 150) })).toMatchObject({
      outcome: "not-established",
      reason: "as-without",
    });
    expect(beside.judge({ ...slow, quiet: looks(20, 149) })).toMatchObject({ outcome: "fail" });
  });

  it("that takes no time at all holds up nobody who would notice", () => {
    expect(beside.judge({ ...evidence, hashMs: 10, beside: looks(20, 39) })).toMatchObject({ outcome: "pass" });
    expect(beside.judge({ ...evidence, hashMs: 10, beside: looks(20, 41) })).toMatchObject({ outcome: "fail" });
  });

  it("is not seen where half of the log-ins failed, or too few others were answered", () => {
    expect(beside.judge({ ...evidence, logIns: [310, 310, 310, 310, 310] })).toMatchObject({ reason: "no-log-in" });
    const limited = [...looks(9, 20), ...looks(90, 2, 429)];
    expect(beside.judge({ ...evidence, beside: limited })).toMatchObject({
      outcome: "not-established",
      reason: "too-few",
    });
    expect(beside.judge({ ...evidence, beside: [] })).toMatchObject({ reason: "too-few" });
  });

  it("is not seen where others got errors; one in twenty may", () => {
    const others = (served: number, errors: number) => [...looks(served, 2), ...looks(errors, 2, 503)];
    const someLate = [...looks(94, 2), ...looks(4, 290), ...looks(2, 2, 503)];
    for (const nobody of [others(12, 1_440), others(0, 40), others(94, 6), someLate])
      expect(beside.judge({ ...evidence, beside: nobody })).toMatchObject({
        outcome: "not-established",
        reason: "unserved",
      });
    expect(beside.judge({ ...evidence, beside: others(95, 5) })).toMatchObject({
      outcome: "pass",
      facts: { asked: 100 },
    });
    expect(beside.judge({ ...evidence, beside: [...looks(60, 2), ...looks(90, 2, 429)] })).toMatchObject({
      outcome: "pass",
      facts: { asked: 60 },
    });
    for (const reason of ["unserved", "too-few", "as-without", "no-log-in"])
      expect(Object.keys(beside.words.reasons ?? {})).toContain(reason);
  });
});

describe("memory", () => {
  const evidence = (...megabytes: readonly number[]) => ({
    ...{ language: "node" as const, asked: 5_000, ended: false, outOfMemory: false },
    memory: megabytes.map((one) => one * 1024 * 1024),
  });

  it("that comes and goes is enough", () => {
    expect(memory.judge(evidence(100, 120, 110, 115, 121, 120))).toMatchObject({
      outcome: "pass",
      facts: { least: 100, most: 121, asked: 5_000, seconds: 12 },
    });
    expect(memory.judge(evidence(100, 100, 100, 100, 100))).toMatchObject({ outcome: "pass", facts: { minutes: 0 } });
    expect(memory.judge(evidence(120, 110, 105, 106, 107))).toMatchObject({ outcome: "pass", facts: { minutes: 0 } });
  });

  it("that grows until there is something to tidy up is enough, too, however much that is", () => {
    // As a program of ours did that keeps its last thousand requests, and as one did that keeps nothing.
    expect(memory.judge(evidence(278, 320, 329, 373, 372, 371, 374, 374))).toMatchObject({ outcome: "pass" });
    expect(memory.judge(evidence(284, 300, 355, 355, 361, 350, 340, 358, 362))).toMatchObject({ outcome: "pass" });
    expect(memory.judge(evidence(280, 340, 350, 353, 358, 358, 358))).toMatchObject({ outcome: "pass" });
    expect(memory.judge(evidence(100, 200, 300, 400, 401, 401, 401, 401))).toMatchObject({ outcome: "pass" });
  });

  const minuteAt = (step: number) => evidence(...Array.from({ length: 30 }, (_none, at) => 300 + at * step));

  it("that rises for a whole minute runs out", () => {
    // 290 MB in 58 s: the other 434 are gone in one and a half minutes more.
    expect(memory.judge(minuteAt(10))).toMatchObject({
      outcome: "fail",
      facts: { how: "rising", minutes: 1, seconds: 60 },
    });
  });

  it("that keeps much of each request runs out, however slow it gets as it fills up", () => {
    const filling = [454, 531, 606, 661, 701, 722, 773, 784, 796, 834, 868, 887, 915, 929, 936, 940, 943, 947];
    const ofEach = {
      ...evidence(...filling, ...Array.from({ length: 12 }, (_none, at) => 950 + 3 * at)),
      asked: 28_000,
    };
    expect(memory.judge(ofEach)).toMatchObject({ outcome: "fail", facts: { how: "rising" } });
    expect(memory.judge({ ...ofEach, asked: 200_000 })).toMatchObject({ outcome: "pass" });
  });

  it("that rises by little is not told of either way", () => {
    expect(memory.judge(minuteAt(5))).toMatchObject({ outcome: "not-established", reason: "still-rising" });
  });

  it("that keeps a little of each request is never enough, however few come", () => {
    /** So many spans of 760 requests each, of which so much is kept. */
    const keeping = (kilobytes: number, spans: number) => {
      const aSpan = (kilobytes * 760) / 1024;
      return { ...evidence(...Array.from({ length: spans }, (_none, at) => 100 + at * aSpan)), asked: 760 * spans };
    };
    // 5 KB of 380 requests a second, which fill 1 GB in eight minutes.
    for (const spans of [5, 12, 30])
      expect(memory.judge(keeping(5, spans))).toMatchObject({ outcome: "not-established", reason: "still-rising" });
    expect(memory.judge(keeping(8, 30))).toMatchObject({ outcome: "fail", facts: { how: "rising", minutes: 4 } });
    expect(memory.judge(keeping(3.9, 5))).toMatchObject({ outcome: "pass" });
    // As one did that kept 5.5 KB: memory comes in pieces, and some spans hardly show it.
    const began = [127, 132, 138, 151, 154, 156, 161, 162, 164, 166, 168, 172, 172];
    const wentOn = [176, 179, 182, 185, 188, 190, 196, 198, 201, 201, 203, 205, 206];
    for (const inPieces of [began, [...began, ...wentOn]])
      expect(memory.judge({ ...evidence(...inPieces), asked: 404 * inPieces.length })).toMatchObject({
        reason: "still-rising",
      });
    const withStart = keeping(5, 30);
    withStart.memory = withStart.memory.map((bytes, at) => (at === 0 ? bytes : bytes + 60 * 1024 * 1024));
    expect(memory.judge(withStart)).toMatchObject({ outcome: "not-established", reason: "still-rising" });
  });

  it("that rises by as much for a while and then stops keeps nothing", () => {
    // As ours with MongoDB did where others kept the machine busy, with 290 requests a second.
    const rising = [196, 218, 229, 235, 242, 251, 272, 294, 301, 302, 303, 308, 315, 322, 334, 339, 353, 360];
    const all = evidence(...rising, 360, 364, 361, 362, 362, 364);
    expect(memory.judge({ ...all, asked: 14_000 })).toMatchObject({ outcome: "pass" });
    // It was watched for longer than a step asks for, and that is never held against it.
    const stopped = evidence(...rising, 365, 370, 375, 380, 385, 390, 395, 400, 405, 410, 415, 420);
    expect(memory.judge({ ...stopped, asked: 17_500 })).toMatchObject({
      outcome: "not-established",
      reason: "still-rising",
    });
  });

  it("that rose until the program met a limit of its own, and ended, ran out", () => {
    expect(memory.judge({ ...evidence(100, 180, 260), ended: true })).toMatchObject({
      outcome: "fail",
      facts: { how: "full" },
    });
  });

  it("that was full meanwhile ran out, whatever had been seen until then", () => {
    const full = { ...evidence(100, 400), ended: true, outOfMemory: true };
    expect(memory.judge(full)).toMatchObject({ outcome: "fail", facts: { how: "full", asked: 5_000 } });
  });

  it("says nothing of a JVM, of a service that ended, or where it cannot be seen", () => {
    expect(memory.judge({ ...evidence(100, 120, 140, 160), language: "java" })).toMatchObject({
      outcome: "not-applicable",
      reason: "jvm",
    });
    expect(memory.judge({ ...evidence(100, 120, 140, 160), ended: true })).toMatchObject({ reason: "not-running" });
    expect(memory.judge(evidence(0, 0, 0, 0))).toMatchObject({ outcome: "not-established", reason: "no-memory" });
    expect(memory.judge(evidence())).toMatchObject({ outcome: "not-established", reason: "no-log-in" });
  });
});
