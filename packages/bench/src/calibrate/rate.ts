/** A share, with the interval in which the true one lies nineteen times of twenty. */
export interface Rate {
  readonly of: number;
  readonly outOf: number;
  readonly low: number;
  readonly high: number;
}

const normalQuantile = 1.959963984540054;

/** Wilson's score interval, 95%: right also near 0 and 1, where these rates should be. */
export function rateOf(of: number, outOf: number): Rate {
  if (outOf === 0) return { of, outOf, low: 0, high: 1 };
  const share = of / outOf;
  const squared = normalQuantile ** 2;
  const middle = (share + squared / (2 * outOf)) / (1 + squared / outOf);
  const reach =
    (normalQuantile / (1 + squared / outOf)) * Math.sqrt((share * (1 - share)) / outOf + squared / (4 * outOf ** 2));
  return {
    of,
    outOf,
    low: of === 0 ? 0 : Math.max(0, middle - reach),
    high: of === outOf ? 1 : Math.min(1, middle + reach),
  };
}
