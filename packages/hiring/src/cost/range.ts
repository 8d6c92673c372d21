import type { FigureId } from "../figures/sources.ts";

/** Where a number comes from that is no figure of ours: a person was told it, or typed it. */
export type Origin = FigureId | "told" | "typed";

/** From low to high, and what that rests on: no number about money stands alone. */
export interface SourcedRange {
  readonly low: number;
  readonly high: number;
  readonly from: readonly Origin[];
}

/** @throws RangeError unless both are numbers of 0 or more, and low is not above high */
export function assertRange(what: string, { low, high }: Pick<SourcedRange, "low" | "high">): void {
  if (!Number.isFinite(low) || !Number.isFinite(high)) throw new RangeError(`${what} must be numbers`);
  if (low < 0) throw new RangeError(`${what} must not be below 0`);
  if (low > high) throw new RangeError(`${what} must go from low to high`);
}

/** Each end taken to the next step outwards: what was multiplied is never surer than it was. */
export function outwards(low: number, high: number, step: number): { readonly low: number; readonly high: number } {
  return { low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step };
}
