import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { lengthOf, Waiting } from "../../src/cell/waiting.ts";

describe("waiting for the submission", () => {
  it("counts what overlaps once", async () => {
    const waiting = new Waiting();
    const began = performance.now();
    await Promise.all([waiting.during(() => sleep(60)), waiting.during(() => sleep(60))]);
    const tookMs = performance.now() - began;
    await sleep(60);
    expect(waiting.spans()).toHaveLength(1);
    expect(waiting.total()).toBeGreaterThanOrEqual(58);
    expect(waiting.total()).toBeLessThan(tookMs + 1);
  });

  it("counts cells that wait at the same time once", () => {
    expect(
      lengthOf([
        [0, 10],
        [5, 20],
        [30, 40],
        [32, 35],
      ]),
    ).toBe(30);
    expect(lengthOf([])).toBe(0);
  });

  it("ends a wait that failed", async () => {
    const waiting = new Waiting();
    await waiting.during(() => Promise.reject(new Error("refused"))).catch(() => undefined);
    const before = waiting.total();
    await sleep(20);
    expect(waiting.total()).toBe(before);
  });
});
