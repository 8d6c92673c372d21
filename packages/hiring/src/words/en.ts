import { enFigures } from "./en-figures.ts";
import { enSimilarWork } from "./en-similar-work.ts";
import { enInterview } from "./en-interview.ts";
import { enLetters } from "./en-letters.ts";
import { enNeed } from "./en-need.ts";
import { enPlan } from "./en-plan.ts";
import { enPost } from "./en-post.ts";
import { enWalkThrough } from "./en-walk-through.ts";

/** What the people half says, as ICU messages by key. Pages take it into their catalogue; no sentence stands in the logic. */
export const enPeopleHalf = {
  ...enFigures,
  ...enSimilarWork,
  ...enInterview,
  ...enLetters,
  ...enNeed,
  ...enPlan,
  ...enPost,
  ...enWalkThrough,
} as const satisfies Record<string, string>;

/** A key of one of these texts. */
export type HiringKey = keyof typeof enPeopleHalf;
