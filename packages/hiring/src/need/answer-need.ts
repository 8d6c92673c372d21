import { notSure, needQuestionIds, type NeedAnswers, type NeedQuestion } from "./questions.ts";
import {
  needBuilds,
  enoughHurry,
  enoughNeed,
  muchNeed,
  needRules,
  type NeedBuild,
  type NeedInstead,
  type NeedRule,
} from "./rules.ts";

export type NeedWhen = "not-yet" | "soon" | "now";

/** A line of the table by its question and answer, or what none of them says. */
export type NeedReason = `${NeedQuestion}.${string}` | "nothing" | "little" | "comes-with-shop" | "no-hurry";

/** "Do I need one?", answered. Keys, for words that are made where they are shown. */
export interface NeedAnswer {
  readonly when: NeedWhen;
  /** Why, what weighs most first. */
  readonly because: readonly NeedReason[];
  /** What speaks for it, where that is not enough: what weighs most first. */
  readonly speaksForIt: readonly NeedReason[];
  /** What speaks for waiting, or for a ready-made tool, where there is work for somebody all the same. */
  readonly speaksForWaiting: readonly NeedReason[];
  /** What such a person would build, in this order. */
  readonly build: readonly NeedBuild[];
  /** What to do instead, where the answer is not yet. */
  readonly instead: readonly NeedInstead[];
  /** What there is work on. */
  readonly about: readonly NeedQuestion[];
  /** What was not known, or not asked yet. */
  readonly unknown: readonly NeedQuestion[];
}

/** By the table in rules.ts, and by nothing else. */
export function answerNeed(answers: NeedAnswers): NeedAnswer {
  const met = needRules.filter(({ question, answer }) => answers[question] === answer);
  const [needs, hurries, tools] = [of(met, "need"), of(met, "hurry"), of(met, "ready-made")];
  const isBrought = comesReadyMade(answers, met);
  const when = isBrought ? "not-yet" : whenOf(sum(needs), sum(hurries));
  const shared = {
    unknown: needQuestionIds.filter((question) => [undefined, notSure].includes(answers[question] as undefined)),
    about: needs.map(({ question }) => question),
  };
  if (when === "not-yet") {
    const why = [...(isBrought ? (["comes-with-shop"] as const) : []), ...tools.map(reasonOf)];
    const empty: NeedReason = needs.length === 0 ? "nothing" : "little";
    return {
      ...{ when, because: why.length === 0 ? [empty] : why, speaksForIt: byWeight([...needs, ...hurries]) },
      ...{ speaksForWaiting: [], build: [], instead: insteadOf([...tools, ...hurries]), ...shared },
    };
  }
  const because = byWeight([...needs, ...hurries]);
  return {
    ...{ when, because, speaksForIt: [] },
    speaksForWaiting: [...tools.map(reasonOf), ...(when === "soon" ? (["no-hurry"] as const) : [])],
    ...{ build: buildsOf([...needs, ...hurries]), instead: [], ...shared },
  };
}

function whenOf(need: number, hurry: number): NeedWhen {
  if (need < enoughNeed) return "not-yet";
  return hurry >= enoughHurry || (hurry > 0 && need >= muchNeed) ? "now" : "soon";
}

/**
 * Whether all work there is comes with a ready-made tool of this kind. A date does not count: such a tool stands in days.
 * What hurts does, since the tool may be what hurts.
 */
function comesReadyMade({ kind }: NeedAnswers, met: readonly NeedRule[]): boolean {
  const work = met.filter(({ speaksFor, question }) => speaksFor === "need" || question === "hurts");
  return work.length > 0 && work.every(({ comesWith }) => comesWith !== undefined && comesWith === kind);
}

function of(met: readonly NeedRule[], what: NeedRule["speaksFor"]): readonly NeedRule[] {
  return met.filter(({ speaksFor }) => speaksFor === what);
}

function sum(met: readonly NeedRule[]): number {
  return met.reduce((total, { weight }) => total + weight, 0);
}

function byWeight(met: readonly NeedRule[]): readonly NeedReason[] {
  return met.toSorted((one, other) => other.weight - one.weight).map(reasonOf);
}

function reasonOf({ question, answer }: NeedRule): NeedReason {
  return `${question}.${answer}`;
}

function buildsOf(met: readonly NeedRule[]): readonly NeedBuild[] {
  return needBuilds.filter((build) => met.some((rule) => rule.build === build));
}

function insteadOf(met: readonly NeedRule[]): readonly NeedInstead[] {
  const found = [...new Set(met.flatMap(({ instead }) => instead ?? []))];
  return found.length === 0 ? ["write-it-down"] : found;
}
