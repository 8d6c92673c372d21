/**
 * What is asked about a product, in this order, with what may be answered. But for `kind`, each list goes from the least
 * need to the most (of what hurts, the three in the middle are alike).
 */
export const needQuestions = {
  kind: ["site", "shop", "bookings", "community", "team", "app", "other"],
  "log-ins": ["nobody", "team", "customers"],
  profiles: ["none", "basics", "private"],
  payments: ["none", "ready-made", "own"],
  chat: ["no", "yes"],
  uploads: ["no", "to-us", "to-others"],
  forms: ["no", "simple", "long"],
  data: ["nuisance", "costly", "never"],
  systems: ["none", "common", "several"],
  automation: ["none", "simple", "own-rules"],
  visitors: ["few", "thousands", "crowds"],
  hurts: ["nothing", "slow", "broken", "security", "several"],
  ready: ["no-date", "year", "quarter"],
} as const;

export type NeedQuestion = keyof typeof needQuestions;
/** Somebody who does not know says so: that counts for nothing, and is told. */
export const notSure = "not-sure";
export type NeedAnswerTo<Q extends NeedQuestion> = (typeof needQuestions)[Q][number] | typeof notSure;

/** As far as they were given. */
export type NeedAnswers = { readonly [Q in NeedQuestion]?: NeedAnswerTo<Q> | undefined };

export const needQuestionIds = Object.keys(needQuestions) as readonly NeedQuestion[];

/** Whether this can be answered to it. */
export function isNeedAnswer(question: NeedQuestion, answer: string): boolean {
  return answer === notSure || (needQuestions[question] as readonly string[]).includes(answer);
}

/** What of it are answers, without the rest: from a browser's memory, or of an older version. */
export function needAnswersIn(value: unknown): NeedAnswers {
  if (typeof value !== "object" || value === null) return {};
  const given = Object.entries(value).filter(
    ([question, answer]) =>
      Object.hasOwn(needQuestions, question) &&
      typeof answer === "string" &&
      isNeedAnswer(question as NeedQuestion, answer),
  );
  return Object.fromEntries(given);
}
