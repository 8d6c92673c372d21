/** What a talk is rated on, in the order in which it is asked: the same for everyone. */
export const competencies = [
  "solves-problems",
  "prevents-problems",
  "explains-clearly",
  "works-with-others",
  "owns-the-outcome",
] as const;
export type Competency = (typeof competencies)[number];

/** What a rating may be. Each point has an anchor in words, so that two people mean the same by it. */
export const points = [1, 2, 3, 4, 5] as const;
export type Point = (typeof points)[number];

/** Questions that help a story along, asked of everyone. */
export const probes = [1, 2, 3] as const;

/** Minutes of a call, by part. Together `minutesInAll`. */
export const minutesOf = { opening: 2, competency: 5, ownResult: 12, theirQuestions: 4, explanations: 2 } as const;

export const minutesInAll =
  minutesOf.opening +
  competencies.length * minutesOf.competency +
  minutesOf.ownResult +
  minutesOf.theirQuestions +
  minutesOf.explanations;

/** How an answer about the own work compares with the two that the check gives. */
export const answerMarks = ["like-good", "part", "like-weak", "cannot-say"] as const;
export type AnswerMark = (typeof answerMarks)[number];

/** How somebody explained: what was heard is judged, not the way in which it came. */
export const explainedHow = ["spoken", "written", "translated"] as const;
export type ExplainedHow = (typeof explainedHow)[number];
