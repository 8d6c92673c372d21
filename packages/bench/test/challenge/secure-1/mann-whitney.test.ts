import { describe, expect, it } from "vitest";
import { mannWhitney, median } from "../../../../../challenges/login-system/mann-whitney.ts";

describe("the Mann-Whitney test", () => {
  it("gives what other software gives", () => {
    // scipy.stats.mannwhitneyu([6, 7, 8, 9, 10], [1, 2, 3, 4, 5], alternative="greater", method="asymptotic")
    expect(mannWhitney([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBeCloseTo(0.0060929, 6);
    // Both tails of the published example of hare and tortoise have their middle here.
    expect(mannWhitney([1, 2, 3, 4], [1, 2, 3, 4])).toBeGreaterThan(0.5);
  });

  it("is close to nothing when twenty are above twenty, and close to one the other way round", () => {
    const low = Array.from({ length: 20 }, (_, index) => index);
    const high = low.map((value) => value + 100);
    expect(mannWhitney(high, low)).toBeLessThan(1e-7);
    expect(mannWhitney(low, high)).toBeGreaterThan(0.999);
  });

  it("says one when all values are equal, or there are none", () => {
    expect(mannWhitney([5, 5, 5], [5, 5, 5])).toBe(1);
    expect(mannWhitney([], [1])).toBe(1);
  });

  it("alarms once in a thousand at most when there is nothing to find", () => {
    let state = 1;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const draw = (): number[] => Array.from({ length: 20 }, () => 50 + 20 * random());
    const alarms = Array.from({ length: 4_000 }, () => mannWhitney(draw(), draw())).filter((chance) => chance < 0.001);
    expect(alarms.length).toBeLessThanOrEqual(8);
  });
});

describe("the median", () => {
  it("is the middle value, or halfway between the two", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBe(0);
  });
});
