import type { CellNeed } from "../check/check.ts";
import type { PrintedPassword } from "../check/printed-password.ts";
import type { HiddenData } from "../check/hidden-data.ts";
import type { Rehearsed } from "../check/rehearsal.ts";
import type { Costs, PressureEvidence, ProjectFacts, RawRequest, StartFact } from "../check/world.ts";
import type { Exchange } from "../edge/exchange.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import type { Image } from "../submission/image.ts";
import type { Toolchain } from "../submission/language.ts";
import type { PressureFact } from "../result/pressure.ts";
import type { Reference } from "../check/reference.ts";
import type { LimitFact } from "../result/limit-fact.ts";
import type { UnaddressedFact } from "../result/unaddressed-fact.ts";
import type { AnswerOf } from "./agent-line.ts";
import type { Span } from "./waiting.ts";
import type { BoundBackend } from "../operations/binding.ts";
import type { DatabasePlan } from "../services/database.ts";
import type { RedisPlan } from "../services/redis/plan.ts";

/** What the coordinator tells the cell agent first: a cell and what runs in it. Plain JSON. */
export interface CellPlan {
  readonly id: string;
  readonly challengeFolder: string;
  /** The id of the change that is asked about, too. */
  readonly followUp?: string;
  readonly need: CellNeed;
  readonly seed: number;
  readonly sandbox: SandboxName;
  /** A folder of this cell alone, with a size limit, for database, sockets and the submission's data. */
  readonly directory: string;
  readonly database: DatabasePlan;
  /** Where the submission uses it. */
  readonly redis?: RedisPlan;
  readonly submission: {
    readonly directory: string;
    readonly startCommand: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly project: ProjectFacts;
    /** What it runs in, instead of this machine's programs and its own folder. */
    readonly image?: Image;
  };
  readonly toolchain: Pick<Toolchain, "views" | "folders" | "environment">;
  /** Of a backend that was not written for the challenge: asked by this instead of the challenge's own binding. */
  readonly bound?: BoundBackend;
  readonly secret: string;
  readonly ports: {
    readonly copies: readonly number[];
    readonly database: number;
    readonly mail: number;
    readonly redis: number;
  };
  /** Missing in the cell that measures them. */
  readonly costs?: Costs;
  readonly credentialKind?: "bearer" | "cookie" | "unknown";
  /** Where the cell's need asks for it. */
  readonly reference?: Reference;
}

/** How a check is gathered once more after the app's own limit turned its visitors away. */
export interface AfterLimit {
  /** How long to wait first, milliseconds. */
  readonly pauseMs: number;
  /** How often it was gathered already, so that other people come. */
  readonly again: number;
}

export type ToAgent =
  | { readonly type: "open"; readonly plan: CellPlan }
  | { readonly type: "measure" }
  | { readonly type: "gather"; readonly check: string; readonly attempt: number; readonly afterLimit?: AfterLimit }
  | { readonly type: "press" }
  | { readonly type: "request"; readonly requests: readonly RawRequest[] }
  | { readonly type: "rehearse"; readonly bound: BoundBackend }
  | { readonly type: "look" }
  | { readonly type: "close" };

export interface OpenedFact {
  /** Milliseconds from the agent's start until network, sandbox and database were ready. */
  readonly readyMs: number;
  readonly starts: readonly StartFact[];
  readonly databaseVersion: string;
  /** What the app asked of its database by now and a stand-in does not have. */
  readonly lacks: readonly string[];
  readonly limits: "cgroup-v1" | "cgroup-v2" | "approximate" | "none";
}

export interface GatheredFact {
  readonly check: string;
  readonly evidence?: unknown;
  /** Gathering threw: our fault. */
  readonly error?: string;
  /** An operation could not be asked: nothing was there for a place in its address. */
  readonly unaddressed?: UnaddressedFact;
  /** The submission kept something from the inspector meanwhile. */
  readonly hidden?: HiddenData;
  /** The app had ended, unasked, when gathering was over. */
  readonly appDied: boolean;
  /** See `EndingFact`. */
  readonly ending?: string;
  /** As in `OpenedFact`. */
  readonly lacks: readonly string[];
  /** A limit that the check was not after turned its visitors away. */
  readonly limited?: LimitFact;
  readonly tookMs: number;
  readonly waitedMs: number;
}

export interface MeasuredFact {
  readonly costs: Costs;
  readonly credentialKind: "bearer" | "cookie" | "unknown";
}

export interface ClosingFact {
  readonly waited: readonly Span[];
  readonly hashRequests: number;
  readonly peakMemoryBytes?: number;
  readonly outOfMemoryKills: number;
  readonly throttledMs?: number;
  /** Where there was a run under pressure. */
  readonly pressure?: PressureFact;
  /** Services whose port the submission itself took while they were cut off. */
  readonly portsTaken: readonly string[];
  readonly printedPasswords: readonly PrintedPassword[];
}

/** What the agent answers, by the type of its answer. */
export interface Answers {
  readonly opened: OpenedFact;
  readonly measured: MeasuredFact;
  readonly gathered: GatheredFact;
  readonly pressed: PressureEvidence;
  readonly requested: readonly Exchange[];
  readonly rehearsed: readonly Rehearsed[];
  /** The first copy, as it is now. */
  readonly looked: StartFact;
  readonly closing: ClosingFact;
}

export type FromAgent = AnswerOf<Answers>;
