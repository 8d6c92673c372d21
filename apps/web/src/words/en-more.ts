import { enPeopleHalf } from "@assay/hiring/words";
import { enAfter } from "./en-after.ts";
import { enCandidatePage } from "./en-candidate-page.ts";
import { enComparePage } from "./en-compare.ts";
import { enCost } from "./en-cost.ts";
import { enFairness } from "./en-fairness.ts";
import { enInterviewPages } from "./en-interview.ts";
import { enNeedPage } from "./en-need.ts";
import { enPostPage } from "./en-post.ts";
import { enRating } from "./en-rating.ts";
import { enSettings } from "./en-settings.ts";
import { enTask } from "./en-task.ts";
import { enOwnWork } from "./en-walk-through.ts";

/** The texts of all other pages: loaded with the first of them. */
export const enMore = {
  ...enAfter,
  ...enCandidatePage,
  ...enComparePage,
  ...enCost,
  ...enFairness,
  ...enInterviewPages,
  ...enNeedPage,
  ...enPostPage,
  ...enRating,
  ...enSettings,
  ...enTask,
  ...enOwnWork,
  ...enPeopleHalf,
} as const satisfies Record<string, string>;
