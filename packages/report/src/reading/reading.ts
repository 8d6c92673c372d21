import type { CheckResult, CheckWords, Result } from "@assay/bench/result";
import type { Catalogue, ReportOptions } from "../catalogue.ts";
import { visible } from "../text/visible.ts";
import { wordsOf, type Words } from "../words/words.ts";
import type { WordKey } from "../words/en.ts";
import { areaOrder, stoodOf, tallyOf, type Stood, type Tally } from "./tally.ts";
import { pressureReadingOf, type PressureReading } from "./pressure.ts";
import { findingsOf } from "./findings.ts";
import { strengthsOf } from "./strengths.ts";
import { taskOf } from "./task.ts";

export interface AreaReading {
  readonly id: (typeof areaOrder)[number];
  readonly stood: readonly Stood[];
  readonly tally: Tally;
}

/** A result as it is read by a person: the same for the page and for the terminal. */
export interface Reading {
  readonly result: Result;
  readonly words: Words;
  /** The candidate's name, or "the developer". */
  readonly who: string;
  readonly isNamed: boolean;
  /** Read by whose work it is. */
  readonly isOwn: boolean;
  /** What the work is an answer to. */
  readonly task: string;
  /** The candidate's name, or the submission's. */
  readonly heading: string;
  readonly day: string;
  readonly stood: readonly Stood[];
  readonly tally: Tally;
  /** Those that have checks, in the order in which they are told. */
  readonly areas: readonly AreaReading[];
  /** Counted failures, the worst first. */
  readonly failures: readonly CheckResult[];
  /** Failed ones that are told in full; the others are listed. */
  readonly told: readonly CheckResult[];
  readonly listed: readonly CheckResult[];
  readonly strengths: readonly CheckResult[];
  readonly notEstablished: readonly CheckResult[];
  readonly ourErrors: readonly CheckResult[];
  /** Where the run had a part under pressure. */
  readonly pressure: PressureReading | undefined;
  readonly wordsOf: (id: string) => CheckWords;
  /** The check's title, for what became of it. */
  readonly titleOf: (check: CheckResult) => string;
  /** The title of what nobody knows, with a question mark: bare, it would read as if it held. */
  readonly openTitleOf: (check: CheckResult) => string;
  /** What happened, in one or two sentences. */
  readonly sentenceOf: (check: CheckResult) => string;
}

export function readingOf(result: Result, catalogue: Catalogue, options: ReportOptions): Reading {
  const words = wordsOf(options.language, result.binding === undefined ? "submission" : "existing");
  const stood = stoodOf(result.checks);
  const checksStanding = (standing: Stood["standing"]) =>
    stood.filter((one) => one.standing === standing).map((one) => one.check);
  const isOwn = options.isOwn ?? false;
  const wordsFor = (id: string): CheckWords => {
    const known = Object.hasOwn(catalogue, id) ? catalogue[id]?.words : undefined;
    if (known === undefined) return namelessWords(id);
    return isOwn ? { ...known, ask: noQuestion } : known;
  };
  const titleOf = (check: CheckResult): string => {
    const { title, titleWhenFailed } = wordsFor(check.id);
    return words.tell(check.outcome === "fail" ? titleWhenFailed : title, check.facts, spelledOut(check.id));
  };
  const failures = findingsOf(checksStanding("fail"), result.verdictRests);
  return {
    result,
    words,
    who: options.candidate === undefined ? words.say("the-developer") : visible(options.candidate),
    isNamed: options.candidate !== undefined,
    isOwn,
    task: taskOf(result, words),
    heading: visible(options.candidate ?? result.submission.name),
    day: words.day(options.date ?? result.startedAt),
    stood,
    tally: tallyOf(stood),
    areas: areaOrder.flatMap((id) => {
      const inArea = stood.filter(({ check }) => check.area === id);
      return inArea.length === 0 ? [] : [{ id, stood: inArea, tally: tallyOf(inArea) }];
    }),
    failures,
    told: failures.slice(0, toldInFull),
    listed: failures.slice(toldInFull),
    strengths: strengthsOf(checksStanding("pass"), checksStanding("fail")),
    notEstablished: checksStanding("not-established"),
    ourErrors: checksStanding("our-error"),
    pressure: result.pressure === undefined ? undefined : pressureReadingOf(result.pressure, result.checks, words),
    wordsOf: wordsFor,
    titleOf,
    openTitleOf: (check) => words.say("established.open", { title: titleOf(check) }),
    sentenceOf: (check) => sentenceOf(check, wordsFor(check.id), words, titleOf(check)),
  };
}

const toldInFull = 3;

function sentenceOf(check: CheckResult, own: CheckWords, words: Words, title: string): string {
  // What the check saw was about what no longer stands.
  if (check.overruled !== undefined) {
    const { by, reason } = check.overruled;
    return words.say("overruled.by", { by: visible(by), reason: visible(reason) });
  }
  if (check.outcome === "pass") return words.tell(own.passed, check.facts, title);
  if (check.outcome === "fail") return words.tell(own.failed, check.facts, title);
  if (check.outcome === "our-error") return words.say("reason.our-error");
  if (check.unsteady === true) return words.say("reason.unsteady");
  const reason = check.reason ?? "unknown";
  const otherwise = words.sayOf(isOwnReason(reason) ? `reason.${reason}` : "reason.unknown", check.facts);
  return words.tell(own.reasons?.[reason], check.facts, otherwise);
}

const ownReasons = [
  "prerequisite-failed",
  "app-died",
  "data-hidden",
  "limited",
  "unaddressed",
  "step-empty",
  "unsteady",
  "old-evidence",
  "extra-not-done",
  "not-in-challenge",
  "database-lacks",
  "not-bound",
  "brief-alone",
  "no-json",
  "not-run",
  "not-repeated",
  "unknown",
] as const satisfies readonly (WordKey extends infer Key
  ? Key extends `reason.${infer Reason}`
    ? Reason
    : never
  : never)[];

function isOwnReason(reason: string): reason is (typeof ownReasons)[number] {
  return (ownReasons as readonly string[]).includes(reason);
}

const noQuestion = { question: "", goodAnswer: "", weakAnswer: "" };

/** For a check that today's catalogue doesn't know: its id is all there is to say. */
function namelessWords(id: string): CheckWords {
  const title = spelledOut(id);
  return {
    title,
    titleWhenFailed: title,
    why: "",
    passed: title,
    failed: title,
    ask: noQuestion,
  };
}

/** "one-email-one-account" → "One email one account". Braces would be a placeholder to the words. */
export function spelledOut(id: string): string {
  const text = visible(id).replaceAll(/[{}]/g, "").replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
