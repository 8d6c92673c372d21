import type { NeedAnswerTo, needQuestions, NeedQuestion } from "./questions.ts";

/** What somebody would build, in the order in which it would be built. */
export const needBuilds = [
  ...(["make-safe", "repair", "speed", "log-in", "private-pages", "safe-data", "money", "files"] as const),
  ...(["messages", "long-forms", "joins", "own-rules", "crowds"] as const),
] as const;
export type NeedBuild = (typeof needBuilds)[number];

/** What does the same without anybody being hired. */
export type NeedInstead =
  | ("site-builder" | "shop-builder" | "booking-tool" | "community-tool" | "table-tool" | "app-builder")
  | ("form-tool" | "pay-button" | "joining-tool" | "check-up" | "write-it-down");

/** One line of the table. Its reason, in words, is the text `needed.because.<question>.<answer>`. */
export interface NeedRule {
  readonly question: NeedQuestion;
  readonly answer: string;
  /** That there is work for a developer, that it can't wait, or that a ready-made tool does it. */
  readonly speaksFor: "need" | "hurry" | "ready-made";
  /** 1: a little; 2: much; 3: by itself enough. */
  readonly weight: 1 | 2 | 3;
  readonly build?: NeedBuild;
  readonly instead?: NeedInstead;
  /** Of what kind a ready-made tool brings this along: it counts only beside something that the tool does not bring. */
  readonly comesWith?: NeedKind;
}

export type NeedKind = (typeof needQuestions)["kind"][number];

/** There is work for a developer from this need on. */
export const enoughNeed = 3;
/** It can't wait from this hurry on; with `muchNeed`, since that takes long, from any hurry on. */
export const enoughHurry = 2;
export const muchNeed = 7;

const need = <Q extends NeedQuestion>(
  question: Q,
  answer: NeedAnswerTo<Q>,
  weight: NeedRule["weight"],
  build: NeedBuild,
): NeedRule => ({
  ...{ question, answer, speaksFor: "need", weight, build },
});
/** What every ready-made shop has. */
const inEveryShop = <Q extends NeedQuestion>(...row: Parameters<typeof need<Q>>): NeedRule => ({
  ...{ ...need(...row), comesWith: "shop" },
});
const hurts = (answer: NeedAnswerTo<"hurts">, weight: NeedRule["weight"], build: NeedBuild): NeedRule => ({
  ...{ question: "hurts", answer, speaksFor: "hurry", weight, build, instead: "check-up" },
});
const dated = (answer: NeedAnswerTo<"ready">, weight: NeedRule["weight"]): NeedRule => ({
  ...{ question: "ready", answer, speaksFor: "hurry", weight },
});
const readyMade = <Q extends NeedQuestion>(question: Q, answer: NeedAnswerTo<Q>, instead: NeedInstead): NeedRule => ({
  ...{ question, answer, speaksFor: "ready-made", weight: 1, instead },
});

/** Everything by which the answer is found: nothing else is weighed. What is not in it says nothing either way. */
export const needRules: readonly NeedRule[] = [
  readyMade("kind", "site", "site-builder"),
  readyMade("kind", "shop", "shop-builder"),
  readyMade("kind", "bookings", "booking-tool"),
  readyMade("kind", "community", "community-tool"),
  readyMade("kind", "team", "table-tool"),
  readyMade("kind", "app", "app-builder"),
  inEveryShop("log-ins", "team", 1, "log-in"),
  inEveryShop("log-ins", "customers", 2, "log-in"),
  inEveryShop("profiles", "basics", 1, "private-pages"),
  need("profiles", "private", 3, "private-pages"),
  readyMade("payments", "ready-made", "pay-button"),
  need("payments", "own", 3, "money"),
  need("chat", "yes", 2, "messages"),
  readyMade("uploads", "to-us", "form-tool"),
  need("uploads", "to-others", 2, "files"),
  readyMade("forms", "simple", "form-tool"),
  need("forms", "long", 2, "long-forms"),
  inEveryShop("data", "costly", 1, "safe-data"),
  need("data", "never", 2, "safe-data"),
  readyMade("systems", "common", "joining-tool"),
  need("systems", "several", 2, "joins"),
  readyMade("automation", "simple", "joining-tool"),
  need("automation", "own-rules", 2, "own-rules"),
  inEveryShop("visitors", "thousands", 1, "crowds"),
  need("visitors", "crowds", 2, "crowds"),
  hurts("slow", 1, "speed"),
  hurts("broken", 1, "repair"),
  hurts("security", 2, "make-safe"),
  hurts("several", 2, "make-safe"),
  dated("year", 1),
  dated("quarter", 2),
];
