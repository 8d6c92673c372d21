import type { Generated } from "kysely";
import type { RatingSubject } from "./hiring-tables.ts";
import type { Json, Maybe, MaybeMoment } from "./columns.ts";

/** What one person noted in the talk with a candidate. Nobody else's before the rating is given, as ratings are. */
export interface InterviewNoteTable {
  readonly application_id: string;
  readonly person_id: string;
  /** A subject of ratings, `check.<id>`, `their-questions` or `explanations`. */
  readonly place: string;
  readonly text: Generated<string>;
  /** A point, how an answer compares, or how it was explained; empty for none. */
  readonly choice: Generated<string>;
  /** Counts the changes, so that two windows do not overwrite each other. */
  readonly version: Generated<number>;
  readonly changed_at: Generated<Date>;
}

/** What came of talking about ratings that are apart: one text for all who rated. */
export interface RatingTalkTable {
  readonly application_id: string;
  readonly text: string;
  readonly version: Generated<number>;
  readonly person_id: Maybe<string>;
  readonly person_name: string;
  readonly changed_at: Generated<Date>;
}

/** How much each subject counts. Where there is none, each counts the same. */
export interface RatingRuleTable {
  readonly role_id: string;
  readonly weights: Json<RuleWeights>;
  readonly reason: Generated<string>;
  readonly person_id: Maybe<string>;
  /** Empty where nobody chose it. */
  readonly person_name: Generated<string>;
  readonly made_at: Generated<Date>;
  /** With the first rating in the role. */
  readonly locked_at: MaybeMoment;
}

/** Whole numbers by subject. */
export type RuleWeights = Readonly<Record<RatingSubject, number>>;

export interface InterviewTables {
  readonly interview_note: InterviewNoteTable;
  readonly rating_talk: RatingTalkTable;
  readonly rating_rule: RatingRuleTable;
}
