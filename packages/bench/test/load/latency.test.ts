import { expect, test } from "vitest";
import { Latency, percentileOf } from "../../src/load/latency.ts";

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
