/**
 * The one-sided Mann-Whitney test: how likely it is to see `larger` this far above `smaller` when both come from one
 * distribution. By the normal approximation with correction for ties and continuity, good from about eight values each.
 * https://en.wikipedia.org/wiki/Mann–Whitney_U_test
 */
export function mannWhitney(larger: readonly number[], smaller: readonly number[]): number {
  const [n, m] = [larger.length, smaller.length];
  if (n === 0 || m === 0) return 1;

  const values = [...larger, ...smaller].sort((a, b) => a - b);
  const total = values.length;
  const rankOf = new Map<number, number>();
  let ties = 0;
  for (let from = 0; from < total;) {
    const value = values[from] ?? 0;
    const to = values.lastIndexOf(value);
    const count = to - from + 1;
    rankOf.set(value, (from + to) / 2 + 1);
    ties += count ** 3 - count;
    from = to + 1;
  }

  const rankSum = larger.reduce((sum, value) => sum + (rankOf.get(value) ?? 0), 0);
  const u = rankSum - (n * (n + 1)) / 2;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
  if (deviation === 0) return 1;
  return upperTail((u - (n * m) / 2 - 0.5) / deviation);
}

/** The chance that a standard normal value exceeds z. Abramowitz and Stegun 7.1.26 underestimates far tails; this continued fraction does not. */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  if (z > 3) {
    let fraction = z;
    for (let term = 40; term > 0; term--) fraction = z + term / fraction;
    return Math.exp((-z * z) / 2) / (Math.sqrt(2 * Math.PI) * fraction);
  }
  // Below 3 the series of the distribution converges quickly.
  let sum = z;
  let term = z;
  for (let k = 1; k < 60; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
