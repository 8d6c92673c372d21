import type { CheckResult, Result, Severity } from "@assay/bench/result";
import type { Catalogue } from "../catalogue.ts";
import { readingOf } from "./reading.ts";
import { worthAsking } from "./strengths.ts";

/** What a person is told of a check, outside of a report: in a letter, in a plan. */
export interface ToldCheck {
  readonly id: string;
  readonly title: string;
}

/** A check that did not hold. */
export interface ToldFailure extends ToldCheck {
  readonly severity: Severity;
  /** What it is called when it holds. */
  readonly held: string;
  readonly why: string;
  readonly question: string;
  /** A good answer to the question, and so what a good fix comes to. */
  readonly good: string;
  readonly isDisputed: boolean;
  /** A person's word stands for the check's. */
  readonly saidBy?: string;
}

export interface InWords {
  /** As the report orders them: the worst first. */
  readonly failures: readonly ToldFailure[];
  readonly strengths: readonly ToldCheck[];
  /** What was asked for and held, weightiest of each area. */
  readonly musts: readonly ToldCheck[];
  /** What a check found and a person took back. */
  readonly takenBack: readonly ToldCheck[];
}

/** What a result says, as texts that can stand elsewhere. The same findings in the same order as in the report. */
export function inWords(result: Result, catalogue: Catalogue): InWords {
  const reading = readingOf(result, catalogue, { language: "en" });
  const told = (check: CheckResult): ToldCheck => ({ id: check.id, title: withoutStop(reading.titleOf(check)) });
  const passed = result.checks.filter(({ outcome, demand }) => outcome === "pass" && demand === "must");
  return {
    failures: reading.failures.map((check) => {
      const { title, why, ask } = reading.wordsOf(check.id);
      return {
        ...told(check),
        severity: check.severity,
        held: withoutStop(reading.words.tell(title, check.facts, told(check).title)),
        why: reading.words.tell(why, check.facts, ""),
        question: reading.words.tell(ask.question, check.facts, ""),
        good: reading.words.tell(ask.goodAnswer, check.facts, ""),
        isDisputed: check.disputed === true,
        ...(check.overruled === undefined ? {} : { saidBy: check.overruled.by }),
      };
    }),
    strengths: reading.strengths.map(told),
    musts: worthAsking(passed).map(told),
    takenBack: result.checks
      .filter(({ overruled, outcome }) => overruled?.was === "fail" && outcome !== "fail")
      .map((check) => ({ id: check.id, title: withoutStop(reading.wordsOf(check.id).titleWhenFailed) })),
  };
}

/** It stands inside of a sentence. */
function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}
