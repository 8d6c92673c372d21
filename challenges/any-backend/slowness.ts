import type { CapacityFact, JourneyFact } from "@assay/bench";

/** Between which factors something is slower than ours, as far as was seen: 1 is as quick. `most` is null where it has no end. */
export interface Slowness {
  readonly least: number;
  readonly most: number | null;
}

/** What a submission and our solution are known by, each from a run of its own. */
export interface Speed {
  readonly capacity: CapacityFact;
  readonly journeys: readonly JourneyFact[];
}

/** The search for a capacity comes no closer than this. */
const closest = 1.1;
/** Milliseconds. Shorter waits than this nobody notices, so that none is slower than another. */
const unnoticed = 10;

/**
 * How many times fewer visits it carries. Undefined where its capacity could not be seen: none was carried without
 * failures, or people were told to come later.
 */
export function slownessOfCapacity(own: CapacityFact, ours: CapacityFact): Slowness | undefined {
  if (own.limited === true || own.rate <= 0 || ours.rate <= 0) return undefined;
  const [ownSpan, oursSpan] = [spanOf(own), spanOf(ours)];
  return {
    least: oursSpan.least / ownSpan.most,
    most: oursSpan.most === Infinity ? null : oursSpan.most / ownSpan.least,
  };
}

/** Its true capacity lies in here. */
function spanOf({ tries, atLeast }: CapacityFact): { readonly least: number; readonly most: number } {
  return { least: Math.min(...tries), most: atLeast ? Infinity : Math.max(...tries) * closest };
}

/** How much longer than a lone visit's a wait may be while few people come: beyond it, it is the machine's doing. */
const calm = { factor: 4, milliseconds: 20 };

/**
 * How many times longer an operation takes while few people come, by its median. Undefined where too few were seen.
 * @param idleMs of a cheap request to this submission when nobody else came: slow it is only where that shows it, too.
 */
export function slownessOfWait(
  own: JourneyFact | undefined,
  ours: JourneyFact | undefined,
  idleMs: number,
): Slowness | undefined {
  if (own?.p50Within === undefined || ours?.p50Within === undefined) return undefined;
  const noticed = (milliseconds: number) => Math.max(unnoticed, milliseconds);
  const [[ownLeast, ownMost], [oursLeast, oursMost]] = [own.p50Within, ours.p50Within];
  const certain = Math.min(ownLeast, Math.max(calm.milliseconds, calm.factor * idleMs));
  return { least: noticed(certain) / noticed(oursMost), most: noticed(ownMost) / noticed(oursLeast) };
}

/** Those that cost a password hash are left out: a strong one is slow on purpose. */
export function cheapOf({ journeys }: Speed): readonly JourneyFact[] {
  return journeys.filter(({ costsHash }) => costsHash !== true);
}
