import type { CheckResult, Outcome, Result, Severity } from "@assay/bench/result";
import type { Catalogue } from "../catalogue.ts";
import { sayOffPage, type OffPageKey } from "../words/off-page.ts";
import type { Words } from "../words/words.ts";
import { machineOf, whyNotComparable } from "./comparison.ts";
import { heaviestFirst } from "./findings.ts";
import { readingOf, type Reading } from "./reading.ts";

/** Why one check can't be held against itself of last time. */
export const reasonsWhyNot = [
  "first-asked",
  "no-longer-asked",
  "unclear-before",
  "unclear-now",
  "other-machine",
] as const satisfies readonly (OffPageKey extends infer Key
  ? Key extends `changes.why.${infer Reason}`
    ? Reason
    : never
  : never)[];

/** One check, now and last time. */
export interface ChangedCheck {
  readonly id: string;
  readonly title: string;
  /** What happened this time. */
  readonly says: string;
  readonly severity: Severity;
  /** Null where it was not asked. */
  readonly before: Outcome | null;
  readonly now: Outcome | null;
}

export interface UncomparedCheck extends ChangedCheck {
  readonly why: (typeof reasonsWhyNot)[number];
}

/**
 * What changed from one result of a project to the next. About the project: who changed it is not in it, and cannot be,
 * as a result knows no authors.
 */
export interface Changes {
  readonly version: 1;
  readonly challenge: { readonly id: string; readonly version: string };
  /** A sentence where nothing can be compared: then all lists are empty. */
  readonly whyNot: string | null;
  /** It ran last time, and this time it could not be run. */
  readonly stoppedRunning: boolean;
  readonly newlyFailing: readonly ChangedCheck[];
  readonly newlyPassing: readonly ChangedCheck[];
  readonly stillFailing: readonly ChangedCheck[];
  readonly notComparable: readonly UncomparedCheck[];
  /** Held both times. */
  readonly stillPassing: number;
}

/** Pure. What another failure explains is counted with that one, and is in no list. */
export function changesBetween(before: Result, now: Result, catalogue: Catalogue, words: Words): Changes {
  const whyNot = whyNothing(before, now, words);
  const about = { version: 1, challenge: { id: now.challenge.id, version: now.challenge.version } } as const;
  const stoppedRunning = !ran(now) && ran(before);
  const none = { newlyFailing: [], newlyPassing: [], stillFailing: [], notComparable: [], stillPassing: 0 };
  if (whyNot !== undefined) return { ...about, whyNot, stoppedRunning, ...none };

  const reading = readingOf(now, catalogue, { language: "en" });
  const readingBefore = readingOf(before, catalogue, { language: "en" });
  const earlier = new Map(before.checks.map((check) => [check.id, check]));
  const explained = new Set(reading.stood.flatMap(({ check, standing }) => (standing === "explained" ? check.id : [])));
  const isOtherMachine = machineOf(before) !== machineOf(now);
  const pairs = heaviestFirst(now.checks)
    .filter(({ id }) => !explained.has(id))
    .map((check) => ({ check, last: earlier.get(check.id), told: toldOf(check, earlier.get(check.id), reading) }));

  const notComparable: UncomparedCheck[] = [];
  const lists = {
    newlyFailing: [] as ChangedCheck[],
    newlyPassing: [] as ChangedCheck[],
    stillFailing: [] as ChangedCheck[],
  };
  let stillPassing = 0;
  for (const { check, last, told } of pairs) {
    const why = whyNotThis(check, last, isOtherMachine);
    if (why === "nothing-to-say") continue;
    if (why !== undefined) notComparable.push({ ...told, why });
    else if (check.outcome === "pass" && last?.outcome === "pass") stillPassing += 1;
    else if (check.outcome === "pass") lists.newlyPassing.push(told);
    else if (last?.outcome === "pass") lists.newlyFailing.push(told);
    else lists.stillFailing.push(told);
  }
  const asked = new Set(now.checks.map(({ id }) => id));
  const gone = before.checks.filter(({ id, outcome }) => !asked.has(id) && isClear(outcome));
  return {
    ...about,
    ...{ whyNot: null, stoppedRunning, ...lists, stillPassing },
    notComparable: [
      ...notComparable,
      ...gone.map((check) => ({
        ...toldOf(check, check, readingBefore),
        ...({ now: null, why: "no-longer-asked" } as const),
      })),
    ],
  };
}

/** Whether anything could be asked of it. */
function ran({ problem }: Result): boolean {
  return problem === undefined;
}

function whyNothing(before: Result, now: Result, words: Words): string | undefined {
  // Of the reasons why two works can't stand side by side, only task and rules hold here: what was asked, on which
  // machine, is looked at check by check.
  const { machine, sandbox, checks, pressure, problem } = before;
  const { problem: _problem, pressure: _pressure, ...rest } = now;
  const alike = {
    ...{ ...rest, machine, sandbox, checks },
    ...(pressure === undefined ? {} : { pressure }),
    ...(problem === undefined ? {} : { problem }),
  };
  const why = whyNotComparable([before, alike], words);
  if (why !== undefined) return why;
  if (!ran(now)) return sayOffPage(words, "changes.not.now");
  return ran(before) ? undefined : sayOffPage(words, "changes.not.before");
}

function isClear(outcome: Outcome): boolean {
  return outcome === "pass" || outcome === "fail";
}

function whyNotThis(
  now: CheckResult,
  before: CheckResult | undefined,
  isOtherMachine: boolean,
): UncomparedCheck["why"] | "nothing-to-say" | undefined {
  // What applies to the project neither then nor now is no news.
  if (!isClear(now.outcome) && (before === undefined || !isClear(before.outcome))) return "nothing-to-say";
  if (before === undefined) return "first-asked";
  if (!isClear(before.outcome)) return "unclear-before";
  if (!isClear(now.outcome)) return "unclear-now";
  // A time that was measured elsewhere says nothing of this one.
  return isOtherMachine && now.kind === "measurement" && now.outcome !== before.outcome ? "other-machine" : undefined;
}

function toldOf(check: CheckResult, last: CheckResult | undefined, { titleOf, sentenceOf }: Reading): ChangedCheck {
  const { id, severity, outcome } = check;
  return {
    ...{ id, title: titleOf(check), says: sentenceOf(check), severity },
    ...{ before: last?.outcome ?? null, now: outcome },
  };
}
