import { expect, test } from "vitest";
import { arrivalsOf, type Arrival } from "../../src/load/arrivals.ts";
import type { LoadPhase } from "../../src/load/load.ts";

const calm: LoadPhase = { name: "calm", rate: 100, mix: { whoAmI: 8, logIn: 2 } };

function first(count: number, seed: number, phase: LoadPhase): readonly Arrival[] {
  const arrivals = arrivalsOf(seed, phase, 10);
  return Array.from({ length: count }, () => arrivals.next().value);
}

test("the same seed and the same name give the same schedule", () => {
  expect(first(500, 7, calm)).toEqual(first(500, 7, { ...calm }));
});

test("another seed gives another schedule, and so does another name", () => {
  expect(first(3, 8, calm)).not.toEqual(first(3, 7, calm));
  expect(first(3, 7, { ...calm, name: "rush" })).not.toEqual(first(3, 7, calm));
});

test("arrivals come at the rate asked for, with gaps that know nothing of each other", () => {
  const arrivals = first(20_000, 7, calm);
  const gaps = arrivals.map(({ at }, index) => at - (arrivals[index - 1]?.at ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  expect(mean).toBeGreaterThan(9.7);
  expect(mean).toBeLessThan(10.3);
  const share = (least: number) => gaps.filter((gap) => gap > least).length / gaps.length;
  expect(share(mean)).toBeCloseTo(Math.exp(-1), 1);
  expect(share(3 * mean)).toBeCloseTo(Math.exp(-3), 1);
});

test("operations come by their weights, and everybody as often as the others", () => {
  const arrivals = first(20_000, 7, { ...calm, mix: { whoAmI: 8, logIn: 2, signUp: 0 } });
  const share = (is: (arrival: Arrival) => boolean) => arrivals.filter(is).length / arrivals.length;
  expect(share(({ operation }) => operation === "logIn")).toBeCloseTo(0.2, 1);
  expect(share(({ operation }) => operation === "signUp")).toBe(0);
  for (let person = 0; person < 10; person += 1)
    expect(share((arrival) => arrival.person === person)).toBeCloseTo(0.1, 1);
});

test("no two arrivals have one word, whatever their phase", () => {
  const words = ["calm", "rush", "outage"].flatMap((name) =>
    first(10_000, 7, { ...calm, name }).map(({ word }) => word),
  );
  expect(new Set(words).size).toBe(words.length);
  expect(words.filter((word) => !/^[a-z]{16}$/.test(word))).toEqual([]);
});

test("a phase without a rate or without operations is refused", () => {
  expect(() => first(1, 7, { ...calm, rate: 0 })).toThrow(/calm/);
  expect(() => first(1, 7, { ...calm, mix: {} })).toThrow(/calm/);
  expect(() => first(1, 7, { ...calm, mix: { logIn: 2, whoAmI: -1 } })).toThrow(/calm/);
});
