import { expect, test } from "vitest";
import { Latency, medianWithin, percentileOf } from "../../src/load/latency.ts";

test("percentiles are right to three digits, from microseconds to minutes", () => {
  const latency = new Latency();
  for (let count = 1; count <= 1_000; count += 1) latency.add(count * 60);
  for (const percent of [1, 50, 95, 99, 100]) {
    const truth = percent * 600;
    expect(Math.abs((latency.percentile(percent) ?? 0) - truth) / truth).toBeLessThan(0.001);
  }
  latency.reset();
  latency.add(0.25);
  expect(latency.percentile(50)).toBe(0.25);
  expect(latency.longest).toBe(0.25);
});

test("of nothing there is no percentile", () => {
  expect(new Latency().percentile(50)).toBeNull();
  expect(new Latency().longest).toBeNull();
  expect(percentileOf([], 95)).toBeNull();
});

test("a list's percentile is told to a tenth of a millisecond", () => {
  expect(percentileOf([1, 2, 3.14, 4, 5], 50)).toBe(3.1);
  expect(percentileOf([1, 2, 3, 4, 5_000], 95)).toBeCloseTo(5_000, -1);
});

test("the true median lies in its range, 19 times of 20, whatever the distribution", () => {
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const trueMedian = Math.LN2 * 10;
  let inside = 0;
  for (let time = 0; time < 1_000; time += 1) {
    const waits = Array.from({ length: 25 }, () => -Math.log(random()) * 10);
    const [least, most] = medianWithin(waits) ?? [Infinity, 0];
    if (least <= trueMedian && trueMedian <= most) inside += 1;
  }
  expect(inside).toBeGreaterThan(920);
  expect(inside).toBeLessThan(995);
});

test("of nine nothing is said of their middle", () => {
  expect(medianWithin(Array<number>(9).fill(3))).toBeUndefined();
  expect(medianWithin(Array<number>(10).fill(3))).toEqual([3, 3]);
});
