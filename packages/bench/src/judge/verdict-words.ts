import type { VerdictId } from "../result/result.ts";

export interface VerdictWords {
  readonly label: string;
  readonly whatToDo: string;
}

/** What each verdict is called and what a hirer should do about it. The report writes the sentence between the two for the case. */
export const verdictWords = {
  "could-not-run": {
    label: "We couldn't get it running",
    whatToDo: "The reason stands below. They may send it again.",
  },
  "did-not-hold-up": {
    label: "Did not hold up",
    whatToDo: "Don't use this as it is.",
  },
  "gave-way": {
    label: "Gave way where it matters",
    whatToDo: "Don't use this as it is. Ask before you decide: a good developer may explain and fix it.",
  },
  "our-mistake": {
    label: "Our mistake",
    whatToDo: "Nothing counts against the candidate. Run it again.",
  },
  "cannot-say": {
    label: "We cannot say yet",
    whatToDo: "What was missing, and how to get it, stands below.",
  },
  "mostly-held-up": {
    label: "Mostly held up",
    whatToDo: "It works, with serious things to talk about.",
  },
  "held-up": {
    label: "Held up",
    whatToDo: "It held up in everything we tried.",
  },
} as const satisfies Record<VerdictId, VerdictWords>;

/** Stands under every verdict. `date` is the day of the run, written for the reader. */
export function underEveryVerdict(date: string): string {
  return `One small task, run on ${date}. It can't tell you how someone works with others, or promise how they'll do in the job.`;
}
