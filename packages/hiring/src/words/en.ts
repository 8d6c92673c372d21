import { enFigures } from "./en-figures.ts";

/** What the people half says, as ICU messages by key. Pages take it into their catalogue; no sentence stands in the logic. */
export const enPeopleHalf = {
  ...enFigures,
} as const satisfies Record<string, string>;

/** A key of one of these texts. */
export type HiringKey = keyof typeof enPeopleHalf;
