import type { Challenge } from "../check/challenge.ts";
import type { Rehearsed } from "../check/rehearsal.ts";
import type { WholeDraft } from "./next-candidates.ts";
import type { Written } from "./proposed.ts";
import { unusableOf } from "./rehearse.ts";
import { bindingText } from "./write-binding.ts";

/** An operation that was refused when it was tried: bound, it would be held against the backend. */
export interface LeftOut {
  /** As it was tried. */
  readonly written: Written;
  readonly reason: string;
}

/**
 * The draft without the operations that its own mistakes kept from working, and without those that need them. The same
 * draft where there are none, or where signing up or logging in doesn't work: that comes first. Pure.
 */
export function withoutMisbound(
  draft: WholeDraft,
  steps: readonly Rehearsed[],
  challenge: Pick<Challenge, "core">,
): WholeDraft {
  if (unusableOf(challenge, steps).length > 0) return draft;
  const wrong = steps.filter(({ isMisbound, outcome }) => isMisbound === true || outcome === "not-tried");
  const leftOut = Object.fromEntries(
    wrong.flatMap(({ operation, seen }) => {
      const proposed = draft.operations[operation];
      return proposed === undefined || challenge.core.includes(operation)
        ? []
        : [[operation, { written: proposed.written, reason: seen }] as const];
    }),
  );
  if (Object.keys(leftOut).length === 0) return draft;
  const kept = Object.entries(draft.operations).filter(([operation]) => leftOut[operation] === undefined);
  return { ...draft, operations: Object.fromEntries(kept), leftOut };
}

/** The lines of a comment that the operation can be taken back from. */
export function leftOutText(operation: string, { written, reason }: LeftOut): readonly string[] {
  const lines = bindingText({ [operation]: written })
    .trimEnd()
    .split("\n");
  return [`Left out: ${reason} Correct it, and take the "# " away:`, ...lines];
}
