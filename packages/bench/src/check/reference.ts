import type { CapacityFact, JourneyFact } from "../result/pressure.ts";

/** How quick a solution of our own is, by the same run on the same machine. Plain JSON. */
export interface ReferenceFact {
  /** The name of its folder. */
  readonly solution: string;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  /** Of the machine just before, as in `Reference`. */
  readonly pace: number;
  readonly capacity: CapacityFact;
  readonly journeys: readonly JourneyFact[];
}

/** What a submission's speed is held against. Plain JSON. */
export type Reference =
  | {
      readonly kind: "measured";
      readonly fact: ReferenceFact;
      /** How much the machine got done just before the submission was measured; see `measurePace`. */
      readonly pace: number;
    }
  /** We have no solution of our own that it could fairly be held against. */
  | { readonly kind: "none" }
  /** There is one, and it could not be measured: our fault. */
  | { readonly kind: "failed"; readonly why: string };
