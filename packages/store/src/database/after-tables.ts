import type { Generated } from "kysely";
import type { MadeAt, Maybe, MaybeMoment } from "./columns.ts";

export const letterKinds = ["offer", "feedback", "no", "fix"] as const;
export type LetterKind = (typeof letterKinds)[number];

/** `mail`: by us, and in the thread; `by-hand`: a person says that they sent it. */
export const letterWays = ["mail", "by-hand"] as const;
export type LetterWay = (typeof letterWays)[number];

/** What is written to a candidate after a decision. A draft until it is sent; one draft at a time. */
export interface LetterTable {
  readonly id: Generated<string>;
  readonly application_id: string;
  /** What it answers; null once that is erased. */
  readonly decision_id: Maybe<string>;
  readonly kind: LetterKind;
  readonly subject: string;
  readonly text: string;
  readonly made_at: MadeAt;
  readonly sent_at: MaybeMoment;
  readonly how: Maybe<LetterWay>;
  readonly person_id: Maybe<string>;
  readonly person_name: string;
}

/** The first 90 days of somebody who got an offer. Days are ISO 8601, such as `2026-12-01`. */
export interface PlanTable {
  readonly application_id: string;
  readonly starts_on: string;
  /** A name of the IANA database. */
  readonly time_zone: string;
  /** When check-ins are, on the clocks of that zone: `10:00`. */
  readonly at_time: string;
  readonly made_at: MadeAt;
}

export const planItemKinds = ["milestone", "check-in"] as const;
export type PlanItemKind = (typeof planItemKinds)[number];

/** Who did something: whoever hires, or whoever starts. */
export const planSides = ["hirer", "starter"] as const;
export type PlanSide = (typeof planSides)[number];

export interface PlanItemTable {
  readonly id: Generated<string>;
  readonly application_id: string;
  readonly kind: PlanItemKind;
  /** In which order those of one day were made. */
  readonly place: Generated<number>;
  readonly on_day: string;
  /** What is to be reached; empty for a check-in. */
  readonly text: Generated<string>;
  /** What to do first. */
  readonly first: Generated<string>;
  /** By what both see that it is done. */
  readonly seen: Generated<string>;
  readonly done_at: MaybeMoment;
  readonly done_by: Maybe<PlanSide>;
  readonly struck_at: MaybeMoment;
  readonly made_at: MadeAt;
}

/** What somebody wrote at a check-in. */
export interface PlanLineTable {
  readonly id: Generated<string>;
  readonly application_id: string;
  readonly item_id: string;
  readonly by: PlanSide;
  readonly text: string;
  readonly made_at: MadeAt;
}

/** The way in for whoever starts, without an account. Only its digest is kept. */
export interface PlanLinkTable {
  readonly id: Generated<string>;
  readonly application_id: string;
  readonly digest: string;
  readonly made_at: MadeAt;
  readonly revoked_at: MaybeMoment;
}

export interface AfterTables {
  readonly letter: LetterTable;
  readonly plan: PlanTable;
  readonly plan_item: PlanItemTable;
  readonly plan_line: PlanLineTable;
  readonly plan_link: PlanLinkTable;
}
