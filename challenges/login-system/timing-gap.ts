import { mannWhitney, median } from "./mann-whitney.ts";

/** How far refusals for known emails and for unknown ones differ in time, whichever take longer. Milliseconds. */
export interface TimingGap {
  readonly known: readonly number[];
  readonly unknown: readonly number[];
  /** Medians. */
  readonly knownMs: number;
  readonly unknownMs: number;
  /** Never below 0. */
  readonly gapMs: number;
  /** The gap in hashes: 1 where unknown emails leave out the hash, or cost one more. */
  readonly share: number;
  /** How likely it is to see this where both take as long. */
  readonly chance: number;
}

/** What a stranger needs to tell the two apart over the internet, and what can't be chance. */
const leastGapMs = 10;
const leastShareOfHash = 0.5;
const mostChance = 0.001;
/** Between these, further pairs may turn the answer. */
const unsure = { share: { from: 0.3, to: 0.7 }, chance: { from: 0.000_02, to: 0.1 } };

/** @param hashMs what a hash took when the app's costs were measured. */
export function gapBetween(known: readonly number[], unknown: readonly number[], hashMs: number): TimingGap {
  const [knownMs, unknownMs] = [median(known), median(unknown)];
  const gapMs = Math.abs(knownMs - unknownMs);
  // The machine may have been busier when the hash was measured: it takes no longer than the log-in that it is part of.
  const share = gapMs / Math.max(1, Math.min(hashMs, Math.max(knownMs, unknownMs)));
  const oneSided = knownMs >= unknownMs ? mannWhitney(known, unknown) : mannWhitney(unknown, known);
  return { known, unknown, knownMs, unknownMs, gapMs, share, chance: Math.min(1, 2 * oneSided) };
}

/** A stranger can tell the two apart. */
export function tells({ gapMs, share, chance }: TimingGap): boolean {
  return gapMs > leastGapMs && share > leastShareOfHash && chance < mostChance;
}

/** There is a gap and it may matter, or it matters and may be chance. A clear answer needs no further pairs. */
export function isNearEdge({ gapMs, share, chance }: TimingGap): boolean {
  if (gapMs <= leastGapMs || share <= unsure.share.from || chance >= unsure.chance.to) return false;
  return share < unsure.share.to || chance > unsure.chance.from;
}
