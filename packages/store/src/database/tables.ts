import type { ColumnType, Generated } from "kysely";
import type { AfterTables } from "./after-tables.ts";
import type { BlindTables } from "./blind-tables.ts";
import type { Json, MadeAt, Maybe, MaybeMoment, Moment } from "./columns.ts";
import type { FairnessTables } from "./fairness-tables.ts";
import type { HiringTables } from "./hiring-tables.ts";
import type { InterviewTables } from "./interview-tables.ts";
import type { PeopleTables } from "./people-tables.ts";
import type { PortalTables } from "./portal-tables.ts";

/** Where an evaluation stands. Only the last three are final. */
export type EvaluationState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface OrganizationTable {
  readonly id: Generated<string>;
  readonly name: string;
  readonly made_at: MadeAt;
}

/** A piece of work as it was handed in. The files are in the file store under `file_key`, and are never changed. */
export interface SubmissionTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  /** As the person who sent it called it. */
  readonly name: string;
  readonly file_key: string;
  readonly bytes: number;
  /** SHA-256 of the archive, in hexadecimal. */
  readonly digest: string;
  readonly made_at: MadeAt;
  /** Null for what was never handed in for a role. */
  readonly application_id: Maybe<string>;
  /** A draft is asked the public checks alone; of the final ones the newest counts. */
  readonly kind: Generated<"draft" | "final">;
  /** The change that it makes to the first work, by its name in the challenge; null for the first work itself. */
  readonly follow_up: Maybe<string>;
  /** Of the candidate's repository, where it was pushed. */
  readonly commit: Maybe<string>;
}

/** One run of a challenge on a submission. */
export interface EvaluationTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly submission_id: string;
  /** The name of the pack's folder. */
  readonly challenge: string;
  /** Ids of the checks; null for all. */
  readonly only: Json<readonly string[] | null>;
  /** The change that is asked about too; null for the first work. */
  readonly follow_up: Maybe<string>;
  /** Whether it asks everything. */
  readonly is_whole: ColumnType<boolean, never, never>;
  readonly state: EvaluationState;
  /** Counts from 1 with each worker that took it; what an older one says is not heard. */
  readonly attempt: Generated<number>;
  /** Who is at it, as it calls itself. */
  readonly worker: Maybe<string>;
  readonly asked_at: MadeAt;
  readonly started_at: MaybeMoment;
  readonly ended_at: MaybeMoment;
  /** What lists show of the result, so that they need not read it. */
  readonly verdict: Maybe<string>;
  readonly result: Json<object | null>;
  readonly evidence_key: Maybe<string>;
  /** Why it has no result: a code of the catalogue, and what was said. */
  readonly problem: Json<{ readonly code: string; readonly message: string } | null>;
  /** The version of the rules that the result was judged by: the database reads it from there. */
  readonly judging: ColumnType<number | null, never, never>;
}

/** What an evaluation's result said before it was judged again. */
export interface EarlierResultTable {
  readonly id: Generated<string>;
  readonly evaluation_id: string;
  readonly result: Json<object>;
  readonly why: string;
  readonly replaced_at: MadeAt;
}

/** What happened while an evaluation ran, in order: for whoever watches. */
export interface EvaluationEventTable {
  readonly evaluation_id: string;
  readonly attempt: number;
  /** Counts from 1 within the attempt. */
  readonly number: number;
  readonly event: Json<object>;
  readonly at: Moment;
}

/** Who changed what, written in the transaction of the change itself. */
export interface AuditTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly at: MadeAt;
  /** A person's id, or what of ours did it: `worker`, `retention`. */
  readonly actor: string;
  /** What was done: `evaluation.asked`. */
  readonly action: string;
  readonly subject: string;
  readonly details: Json<object>;
}

export interface Tables
  extends PeopleTables, HiringTables, PortalTables, InterviewTables, AfterTables, BlindTables, FairnessTables {
  readonly organization: OrganizationTable;
  readonly submission: SubmissionTable;
  readonly evaluation: EvaluationTable;
  readonly evaluation_event: EvaluationEventTable;
  readonly earlier_result: EarlierResultTable;
  readonly audit: AuditTable;
}
