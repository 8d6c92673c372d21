/** Two groups, each with how many were selected and how many were not. */
export interface TwoGroups {
  readonly one: { readonly selected: number; readonly not: number };
  readonly other: { readonly selected: number; readonly not: number };
}

/** Tables that are as likely as the one that was seen, but for rounding, count as being so. */
const rounding = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided: how likely it is that chance alone makes a table at most as likely as this one, with the
 * same sums at its edges (method b in Agresti 1992, section 2.1, as R's `fisher.test` has it).
 *
 * @returns p, above 0 and at most 1
 * @throws RangeError unless all four are whole numbers of 0 or more
 */
export function fisherExact({ one, other }: TwoGroups): number {
  const cells = [one.selected, one.not, other.selected, other.not];
  if (cells.some((count) => !Number.isSafeInteger(count) || count < 0)) {
    throw new RangeError("counts must be whole numbers of 0 or more");
  }
  const people = one.selected + one.not;
  const others = other.selected + other.not;
  const selected = one.selected + other.selected;
  const logs = logFactorials(people + others);
  const choose = (from: number, many: number) => (logs[from] ?? 0) - (logs[many] ?? 0) - (logs[from - many] ?? 0);
  const all = choose(people + others, selected);
  const likely = (ofOne: number) => Math.exp(choose(people, ofOne) + choose(others, selected - ofOne) - all);
  const seen = likely(one.selected) * rounding;
  let p = 0;
  for (let ofOne = Math.max(0, selected - others); ofOne <= Math.min(people, selected); ofOne++) {
    const chance = likely(ofOne);
    if (chance <= seen) p += chance;
  }
  return Math.min(1, p);
}

/** Of 0! to n!, so that large counts don't overflow. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let at = 2; at <= n; at++) logs[at] = (logs[at - 1] ?? 0) + Math.log(at);
  return logs;
}
