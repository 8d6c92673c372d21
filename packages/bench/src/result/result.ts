import type { Area, Demand, Kind, Severity, TechnicalWords } from "../check/check.ts";
import type { Facts } from "../check/judgement.ts";
import type { Exchange } from "../edge/exchange.ts";
import type { PressureFact } from "./pressure.ts";

/** What a reader of results needs besides: the report knows nothing else of the bench. */
export type { Area, CheckWords, Demand, Severity, TechnicalWords } from "../check/check.ts";
export type { Facts } from "../check/judgement.ts";
export type { Exchange } from "../edge/exchange.ts";
export * from "./pressure.ts";

export const resultVersion = 1;

export const outcomes = ["pass", "fail", "not-established", "not-applicable", "our-error"] as const;
export type Outcome = (typeof outcomes)[number];

export const verdictIds = [
  "could-not-run",
  "did-not-hold-up",
  "gave-way",
  "our-mistake",
  "cannot-say",
  "mostly-held-up",
  "held-up",
] as const;
export type VerdictId = (typeof verdictIds)[number];

export const phaseNames = ["receive", "identify", "install", "start", "gather", "judge", "report"] as const;
export type PhaseName = (typeof phaseNames)[number];

/** Reasons that the engine gives by itself, besides those that a check's judge gives. */
export const engineReasons = [
  /** A check that establishes what this one needs failed: `because`. */
  "prerequisite-failed",
  /** The submission ended by itself before it could be asked. */
  "app-died",
  /** It kept what the question needs from the inspector: a `HiddenData` in the facts says what, and how. */
  "data-hidden",
  /** The submission's own limit on how often people may ask turned our visitors away, also after we had waited. */
  "limited",
  /** Nothing was there for a place in an operation's address, such as an id that comes with a log-in. */
  "unaddressed",
  /** A first step, such as a page with a form, brought nothing that its operation could be sent with. */
  "step-empty",
  /** The tries disagreed. */
  "unsteady",
  /** Gathered by another version, and today's judge cannot read it. */
  "old-evidence",
  /** An extra that was not done, or does not work (`not-applicable`); also of what builds on it. */
  "extra-not-done",
  /** The challenge has nothing of what the question is about (`not-applicable`). */
  "not-in-challenge",
  /** The submission's kind of database does not have what the question is about (`not-applicable`). */
  "database-lacks",
  /** A backend that was not written for the challenge does not have the operation (`not-applicable`). */
  "not-bound",
  /** The question rests on the challenge's brief alone, which such a backend was not written for (`not-applicable`). */
  "brief-alone",
  /** The question is about JSON, and the operation takes none (`not-applicable`). */
  "no-json",
  /** The evaluation ended before it was tried. */
  "not-run",
  /** A measurement failed, and we could not try it often enough to be sure. */
  "not-repeated",
] as const;
export type EngineReason = (typeof engineReasons)[number];

/** ISO 8601 moments, UTC, with milliseconds. */
export interface Phase {
  readonly name: PhaseName;
  readonly startedAt: string;
  readonly endedAt: string;
}

export interface CheckResult {
  readonly id: string;
  readonly area: Area;
  /** Of this failure where it failed, else of the check. */
  readonly severity: Severity;
  readonly kind: Exclude<Kind, "note">;
  readonly demand: Demand;
  readonly rests: string;
  readonly outcome: Outcome;
  /** The tries disagreed: a flag on `not-established`. */
  readonly unsteady?: boolean;
  /** Key of the check's `words.reasons`, or an `EngineReason`. */
  readonly reason?: string;
  /** The check that explains this one. Where that one *failed*, this one leaves the counts (`isExplained`). */
  readonly because?: string;
  /** Checks whose failure takes the worth from a pass of this one. */
  readonly emptiedBy?: readonly string[];
  readonly facts: Facts;
  readonly technical: TechnicalWords;
  /** How many cells it was tried in. */
  readonly tries: number;
  readonly exhibits: { readonly exchanges: readonly Exchange[]; readonly details: Readonly<Record<string, unknown>> };
  /** Only with `our-error`: what broke on our side. */
  readonly error?: string;
  /** A person said otherwise: what the check itself had found, and why that does not stand. */
  readonly overruled?: { readonly was: Outcome; readonly by: string; readonly reason: string };
  /** Whose work it is says that this is wrong, and nobody has answered yet. */
  readonly disputed?: true;
}

export interface NoteResult {
  readonly id: string;
  readonly area: Area;
  readonly facts: Facts;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface CellFact {
  readonly id: string;
  readonly checks: readonly string[];
  /** Milliseconds until network, sandbox and database were ready, without the app's own start. */
  readonly readyMs: number;
  readonly appStartMs: number;
  readonly gatherMs: number;
  /** Share of the cell's life spent waiting for the submission, milliseconds. */
  readonly waitedMs: number;
  readonly peakMemoryBytes?: number;
  readonly outOfMemoryKills: number;
  readonly throttledMs?: number;
  /** Services whose port the submission itself took while they were cut off: it then could not reach them. */
  readonly portsTaken?: readonly string[];
}

/** A problem that ended the evaluation early. `by` says whose it is. */
export interface Problem {
  /** Stable code from the catalogue of errors, such as `submission-empty`. */
  readonly code: string;
  readonly by: "submission" | "assay" | "sandbox";
  readonly message: string;
  readonly whatToDo: string;
  /** The last lines that the submission printed. */
  readonly lastLines: readonly string[];
}

/** How many of how many, and where the true share lies nineteen times of twenty. */
export interface Share {
  readonly of: number;
  readonly outOf: number;
  readonly low: number;
  readonly high: number;
}

/** `DIR/result.json`. */
export interface Result {
  readonly version: typeof resultVersion;
  readonly assay: { readonly version: string; readonly gathering: number; readonly judging: number };
  readonly challenge: { readonly id: string; readonly title: string; readonly version: string };
  /** The change to the first work that was asked about too; missing in a result of the first work. */
  readonly followUp?: { readonly id: string; readonly title: string; readonly version: string };
  readonly submission: {
    readonly name: string;
    readonly language: string;
    readonly runtime: string;
    readonly files: number;
    readonly bytes: number;
    /** SHA-256 over paths and contents. */
    readonly digest: string;
  };
  /** Of a backend that was not written for the challenge: what its binding says. */
  readonly binding?: {
    /** The file's name. */
    readonly name: string;
    /** SHA-256 of the file. */
    readonly digest: string;
    readonly people: "email" | "user-name" | "both";
    /** Operations of the challenge that it has, and those that it has not. */
    readonly bound: readonly string[];
    readonly unbound: readonly string[];
  };
  /** How often the challenge's checks were wrong on backends of which the truth was known, before this evaluation. */
  readonly calibration?: {
    /** ISO 8601 dates of the first and the last run. */
    readonly from: string;
    readonly to: string;
    /** Backends with a planted flaw in which it was caught; with the interval of 95%. */
    readonly caught: Share;
    readonly right: number;
    /** Judgements on right backends that were wrong. */
    readonly falseAlarms: Share;
  };
  readonly seed: number;
  readonly startedAt: string;
  readonly endedAt: string;
  /** `areAllChecks` false: a person named checks with --only; the verdict speaks of those alone. */
  readonly scope: { readonly areAllChecks: boolean };
  readonly verdict: VerdictId;
  /** Which checks (or which problem) the verdict rests on. */
  readonly verdictRests: readonly string[];
  readonly counts: {
    readonly passed: number;
    readonly failed: number;
    readonly notEstablished: number;
    readonly notApplicable: number;
    readonly ourError: number;
    /** Failures and unestablished checks that another failure explains, counted with it. */
    readonly explained: number;
    readonly failedBySeverity: Readonly<Record<Severity, number>>;
  };
  readonly checks: readonly CheckResult[];
  readonly notes: readonly NoteResult[];
  readonly problem?: Problem;
  readonly phases: readonly Phase[];
  readonly cells: readonly CellFact[];
  /** Where the checks that were asked wanted a run under pressure. */
  readonly pressure?: PressureFact;
  readonly costs?: { readonly startMs: number; readonly idleMs: number; readonly hashMs: number };
  /** Requests that cost the submission a password hash. */
  readonly hashRequests: number;
  readonly spent: { readonly waitingForSubmissionMs: number; readonly ownMs: number };
  readonly sandbox: {
    readonly driver: "bubblewrap" | "oci" | "none";
    readonly limits: "cgroup-v1" | "cgroup-v2" | "approximate" | "none";
    readonly network: "closed" | "open";
  };
  readonly machine: {
    readonly cores: number;
    readonly memoryBytes: number;
    readonly kernel: string;
    readonly node: string;
    readonly database: string;
    readonly stealPercent?: number;
  };
}
