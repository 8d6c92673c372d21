import fc from "fast-check";
import { expect, test } from "vitest";
import { rateOf } from "../../src/calibrate/rate.ts";

test("the interval of a rate is Wilson's", () => {
  // Worked by hand: (8/10 + z²/20 ± z·√(0.016 + z²/400)) / (1 + z²/10), with z = 1.96.
  expect(rateOf(8, 10)).toMatchObject({
    low: expect.closeTo(0.4902, 4) as number,
    high: expect.closeTo(0.9433, 4) as number,
  });
  expect(rateOf(50, 50)).toMatchObject({ low: expect.closeTo(0.9287, 4) as number, high: 1 });
  expect(rateOf(0, 50)).toMatchObject({ low: 0, high: expect.closeTo(0.0713, 4) as number });
  expect(rateOf(0, 0)).toMatchObject({ low: 0, high: 1 });
});

test("the interval holds its rate and stays between none and all", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (outOf, some) => {
      const of = Math.min(some, outOf);
      const { low, high } = rateOf(of, outOf);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(of / outOf);
      expect(high).toBeGreaterThanOrEqual(of / outOf);
    }),
  );
});
