import type { Generated } from "kysely";
import type { MadeAt, Maybe, MaybeMoment } from "./columns.ts";

/** More time, or another way, that a candidate asked for. Never shown to whoever rates or compares. */
export interface AdjustmentTable {
  readonly id: Generated<string>;
  readonly application_id: string;
  /** What would help, in the candidate's words; empty for time alone. */
  readonly text: Generated<string>;
  /** How many were added to the day when the work is due; 0 for none. */
  readonly days: number;
  readonly made_at: MadeAt;
  /** For the change that was due then; null for the first work. */
  readonly follow_up: Maybe<string>;
  /** What a person answered; null until then. */
  readonly answer: Maybe<string>;
  /** The days that the answer gave, beside those that were added at once. */
  readonly answer_days: Maybe<number>;
  /** How far the answer moved the day when the work is due. Read within SQL alone. */
  readonly answer_shift: Maybe<unknown>;
  readonly answered_by: Maybe<string>;
  readonly answered_at: MaybeMoment;
}

export interface PortalTables {
  readonly adjustment: AdjustmentTable;
}
