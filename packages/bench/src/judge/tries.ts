import type { AnyCheck } from "../check/check.ts";
import type { Exhibits, Facts } from "../check/judgement.ts";
import type { Severity } from "../check/check.ts";
import type { Outcome } from "../result/result.ts";
import { judgeTry, type Try, type TryJudgement } from "./try.ts";

/** What all tries of one check say together, before other checks are looked at. */
export interface OwnOutcome {
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly unsteady?: boolean;
  readonly reason?: string;
  readonly facts: Facts;
  readonly exhibits: Exhibits;
  readonly tries: number;
  readonly error?: string;
  /** Where in its code the app ended while this was asked: see `Try`. */
  readonly endings?: readonly string[];
}

export interface TryRules {
  /** The check establishes an operation without which nothing can be asked. */
  readonly isCore: boolean;
  /** The version of gathering that made the evidence. */
  readonly gathering: number;
}

/** Tries in which a failure must be seen, each in a fresh cell, before it is one. */
export function failuresNeeded(check: AnyCheck, isCore: boolean): number {
  if (check.kind === "measurement") return 3;
  // "We couldn't get it running" is too heavy to say after one cell.
  return isCore ? 2 : 1;
}

/** Whether the coordinator should try the check once more, in a fresh cell. */
export function needsRepeat(check: AnyCheck, tries: readonly Try[], rules: TryRules): boolean {
  const judged = tries.map((attempt) => judgeTry(check, attempt, rules.gathering));
  const errors = judged.filter((one) => one.outcome === "our-error");
  if (errors.length > 1) return false;
  const clear = judged.filter((one) => one.outcome !== "our-error");
  if (clear.length === 0) return true;
  if (check.kind === "note") return false;
  const needed = failuresNeeded(check, rules.isCore);
  if (clear.every((one) => one.outcome === "fail")) return clear.length < needed;
  // The app may have been brought down by another check's question in the same cell, and a lock may have been there by
  // accident; the core gets its second cell.
  const only = clear.length === 1 ? clear[0] : undefined;
  if (only?.outcome !== "not-established") return false;
  return only.reason === "app-died" || only.reason === "data-hidden" || rules.isCore;
}

/** One outcome from all tries. A proof counts when seen once; a measurement must repeat, and tries that disagree are unsteady. */
export function outcomeOfTries(check: AnyCheck, tries: readonly Try[], rules: TryRules): OwnOutcome {
  const judged = tries.map((attempt) => judgeTry(check, attempt, rules.gathering)).filter(isNoNote);
  const of = <Wanted extends TryJudgement["outcome"]>(outcome: Wanted) =>
    judged.filter((one): one is Extract<TryJudgement, { outcome: Wanted }> => one.outcome === outcome);
  const endings = [...new Set(tries.flatMap(({ ending }) => ending ?? []))];
  const base = {
    ...{ severity: check.severity, facts: {}, exhibits: {}, tries: tries.length },
    ...(endings.length === 0 ? {} : { endings }),
  };

  const failed = of("fail")[0];
  const passed = of("pass")[0];
  const notApplicable = of("not-applicable")[0];
  const unclear = of("not-established")[0];
  const ours = of("our-error")[0];

  if (failed === undefined) {
    const best = passed ?? notApplicable ?? unclear;
    if (best !== undefined) return { ...base, ...best };
    if (ours !== undefined) return { ...base, outcome: "our-error", error: ours.error };
    return { ...base, outcome: "not-established", reason: "not-run" };
  }

  const needed = failuresNeeded(check, rules.isCore);
  const failure = { ...base, ...failed, severity: failed.severity ?? check.severity };
  if (needed === 1) return failure;
  // For the core the question is whether it could be exercised at all: "could not be tested" agrees with "failed".
  const untestable = of("not-established").filter(({ reason }) => reason !== "data-hidden").length;
  const agreeing = of("fail").length + (rules.isCore ? untestable : 0);
  const disagreeing = judged.length - agreeing - of("our-error").length;
  if (disagreeing > 0) {
    return { ...failure, severity: check.severity, outcome: "not-established", reason: "unsteady", unsteady: true };
  }
  if (agreeing >= needed) return failure;
  if (ours !== undefined) return { ...failure, severity: check.severity, outcome: "our-error", error: ours.error };
  return { ...failure, severity: check.severity, outcome: "not-established", reason: "not-repeated" };
}

function isNoNote(one: ReturnType<typeof judgeTry>): one is TryJudgement {
  return one.outcome !== "noted";
}
