import type { AnyCheck } from "../check/check.ts";
import type { PrintedPassword } from "../check/printed-password.ts";
import type { HiddenData } from "../check/hidden-data.ts";
import type { Judgement } from "../check/judgement.ts";
import type { LimitFact } from "../result/limit-fact.ts";
import type { UnaddressedFact } from "../result/unaddressed-fact.ts";
import { gatheringVersion } from "../result/versions.ts";

/** One check, tried once in one cell. Plain JSON. */
export interface Try {
  /** The cell's id. */
  readonly cell: string;
  /** What `gather` returned. */
  readonly evidence?: unknown;
  /** What broke on our side, so that there is no evidence. */
  readonly error?: string;
  /** The submission ended by itself before or while it was asked. */
  readonly appDied?: boolean;
  /** Where in its code it ended, where it printed that. */
  readonly ending?: string;
  /** The submission kept something from the inspector, so that what was gathered lacks it. */
  readonly hidden?: HiddenData;
  /** Nothing was asked, as the question does not apply: why. */
  readonly notAsked?: NotAsked;
  /** The backend was not written for the challenge: what rests on its brief alone is not held against it. */
  readonly writtenElsewhere?: boolean;
  /** What the app had asked of its database by then and a stand-in for the real server does not have. */
  readonly standInLacks?: readonly string[];
  /** The app's own limit turned visitors away whom the check needed, also after we had waited. */
  readonly limited?: LimitFact;
  /** An operation could not be asked: nothing was there for a place in its address. */
  readonly unaddressed?: UnaddressedFact;
  /** In all cells of the evaluation; with the last try of a check that judges it. */
  readonly printed?: readonly PrintedPassword[];
}

/** Reasons of the engine's own, see `EngineReason`. */
export type NotAsked = "not-in-challenge" | "database-lacks" | "not-bound" | "brief-alone" | "no-json";

/** What one try says: what the judge said, or why it could not say anything. */
export type TryJudgement = Exclude<Judgement, { outcome: "noted" }> | OurError;

export interface OurError {
  readonly outcome: "our-error";
  readonly error: string;
}

/** Judging is pure, and some judges are slow (they try to work out how passwords are stored): each try is judged once. */
const judged = new WeakMap<
  Try,
  { readonly check: AnyCheck; readonly gathering: number; readonly said: Judgement | OurError }
>();

/** As `judgeAfresh`, remembered for as long as the try is. */
export function judgeTry(check: AnyCheck, attempt: Try, gathering: number): Judgement | OurError {
  const known = judged.get(attempt);
  if (known?.check === check && known.gathering === gathering) return known.said;
  const said = judgeAfresh(check, attempt, gathering);
  judged.set(attempt, { check, gathering, said });
  return said;
}

/**
 * Judges one try. Never throws, and never makes a pass of missing evidence.
 * `gathering` is the version of gathering that made the evidence.
 */
function judgeAfresh(check: AnyCheck, attempt: Try, gathering: number): Judgement | OurError {
  const judgement = judgeGathered(check, attempt, gathering);
  if (attempt.printed === undefined || attempt.notAsked !== undefined || judgement.outcome === "fail") return judgement;
  return check.judgePrinted?.(attempt.printed) ?? judgement;
}

function judgeGathered(check: AnyCheck, attempt: Try, gathering: number): Judgement | OurError {
  if (attempt.notAsked !== undefined) {
    return { outcome: "not-applicable", reason: attempt.notAsked, facts: {}, exhibits: {} };
  }
  if (attempt.hidden !== undefined && check.kind !== "note") {
    const { hidden, ...rest } = attempt;
    const seen = rest.evidence === undefined ? undefined : judgeGathered(check, rest, gathering);
    if (seen?.outcome === "fail" && check.failsBySight === true) return seen;
    return { outcome: "not-established", reason: "data-hidden", facts: { ...hidden }, exhibits: {} };
  }
  if (attempt.evidence === undefined) {
    if (attempt.appDied === true) return notEstablishedBecause("app-died");
    if (attempt.unaddressed !== undefined)
      return dueTo(attempt, notEstablishedBecause(reasonOf(attempt.unaddressed), { ...attempt.unaddressed }));
    return { outcome: "our-error", error: attempt.error ?? `The check ${check.id} gathered nothing.` };
  }
  let judgement: Judgement;
  try {
    judgement = check.judge(attempt.evidence, { byBrief: attempt.writtenElsewhere !== true });
  } catch (error) {
    if (gathering !== gatheringVersion) return notEstablishedBecause("old-evidence");
    if (attempt.appDied === true) return notEstablishedBecause("app-died");
    return { outcome: "our-error", error: `The judge of ${check.id} broke: ${messageOf(error)}` };
  }
  // What the real server would have done is not known, and its absence is our doing.
  if (attempt.standInLacks !== undefined && judgement.outcome !== "pass") {
    return {
      outcome: "our-error",
      error: `The database's stand-in lacks what the app asked for: ${attempt.standInLacks.join("; ")}`,
    };
  }
  if (judgement.outcome === "not-established") return dueTo(attempt, judgement);
  if (judgement.outcome === "noted" && check.kind !== "note") {
    return {
      outcome: "our-error",
      error: `The judge of ${check.id}, a ${check.kind}, made a note instead of judging.`,
    };
  }
  return judgement;
}

function reasonOf({ step }: UnaddressedFact): "unaddressed" | "step-empty" {
  return step === undefined ? "unaddressed" : "step-empty";
}

type NotEstablished = Extract<Judgement, { outcome: "not-established" }>;

/** Where the app ended, or its limit turned our visitors away, that is why the check missed what it missed. */
function dueTo({ limited, appDied }: Try, judgement: NotEstablished): NotEstablished {
  if (appDied === true) return { ...judgement, reason: "app-died" };
  if (limited === undefined) return judgement;
  const facts = { ...judgement.facts, limitedOperation: limited.operation, limited: limited.count };
  return { ...judgement, reason: "limited", facts };
}

function notEstablishedBecause(reason: string, facts: Judgement["facts"] = {}): NotEstablished {
  return { outcome: "not-established", reason, facts, exhibits: {} };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
