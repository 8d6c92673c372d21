import type { ColumnType, Generated } from "kysely";

/** Set by the database when the row is made. */
type MadeAt = ColumnType<Date, never, never>;
type Moment = ColumnType<Date, Date | string, Date | string>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
type MaybeMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** Read as what it is, written as text. */
type Json<T> = null extends T ? ColumnType<T, string | null | undefined, string | null> : ColumnType<T, string, string>;

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

export interface Tables {
  readonly organization: OrganizationTable;
  readonly submission: SubmissionTable;
  readonly evaluation: EvaluationTable;
  readonly evaluation_event: EvaluationEventTable;
  readonly audit: AuditTable;
}
