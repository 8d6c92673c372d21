import type { Exchange } from "../edge/exchange.ts";
import type { World } from "./world.ts";

/**
 * `works`: its effect was seen. `said`: the backend says so, and nothing shows more. `doubtful`: something is to be looked
 * at. `fails`: not as it is bound. `not-tried`: something that it needs failed.
 */
export type RehearsalOutcome = "works" | "said" | "doubtful" | "fails" | "not-tried";

/** What one operation of a binding did when it was tried. Plain JSON. */
export interface Rehearsed {
  readonly operation: string;
  readonly outcome: RehearsalOutcome;
  /** One sentence, for who wrote the binding. */
  readonly seen: string;
  /** What to change in the binding, where it is the binding's. */
  readonly advice?: string;
  /** Whether an evaluation by this binding would hold against the backend what is the binding's own mistake. */
  readonly isMisbound?: true;
  /** All that was sent for it, its steps included, in order. */
  readonly exchanges: readonly Exchange[];
  /** What the app printed meanwhile, where it answered with a fault. */
  readonly lastLines?: readonly string[];
}

/** By what an operation is recognised among a stranger's routes. Texts are matched in lower case, words apart by hyphens. */
export interface Recognition {
  /** The most usual first. */
  readonly methods: readonly ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")[];
  /** Methods that it has only where the path, or the name of the route, says so. */
  readonly methodsWhere?: Readonly<Partial<Record<"GET" | "POST", RegExp>>>;
  /** In the path or in the name of the route: how much each speaks for it (or, negative, against it). */
  readonly names: readonly (readonly [pattern: RegExp, weight: number])[];
  /** Inputs that it takes, and those that speak against it, where it is known what a route takes. */
  readonly takes?: readonly string[];
  readonly takesNot?: readonly string[];
  /** It is for those who are logged in. */
  readonly credential?: boolean;
  /** Which input a member stands for, by the member's name; the first that matches. */
  readonly members?: readonly (readonly [pattern: RegExp, expression: string])[];
}

export interface Acquaintance {
  readonly recognitions: Readonly<Record<string, Recognition>>;
  /**
   * Exercises each bound operation and looks for its effect.
   * @param since What was sent and answered since it was last called.
   */
  rehearse(world: World, since: () => readonly Exchange[]): Promise<readonly Rehearsed[]>;
}
