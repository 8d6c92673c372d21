import type { NeedQuestion } from "./questions.ts";

/** What the tasks that we know come close to, by their folder's name. A task that is not here claims nothing. */
const close: Readonly<Record<string, readonly NeedQuestion[]>> = {
  "login-system": ["log-ins", "profiles", "data", "visitors"],
};

/** How one task fits to what is to be built. */
export interface Fit {
  readonly challenge: string;
  /** What is needed and comes close to the task. */
  readonly shows: readonly NeedQuestion[];
  /** What is needed, and the task says nothing of. */
  readonly leavesOut: readonly NeedQuestion[];
  /** Whether we know what the task comes close to. */
  readonly isKnown: boolean;
}

/** In the order in which the tasks were given. */
export function fitsOf(about: readonly NeedQuestion[], challenges: readonly string[]): readonly Fit[] {
  return challenges.map((challenge) => {
    const shown = close[challenge];
    return {
      challenge,
      shows: about.filter((question) => shown?.includes(question)),
      leavesOut: about.filter((question) => !(shown?.includes(question) ?? false)),
      isKnown: shown !== undefined,
    };
  });
}
