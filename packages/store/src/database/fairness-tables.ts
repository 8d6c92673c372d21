import type { ColumnType, Generated } from "kysely";
import type { Json } from "./columns.ts";

/** Whether an organization asks, for which country, and who said so. No row: it never did. */
export interface FairnessSettingTable {
  readonly organization_id: string;
  readonly is_on: boolean;
  readonly country: string;
  readonly person_name: string;
  readonly changed_at: Generated<Date>;
}

/** One candidate's answers until the decision stands. Whose they are, no row says. */
export interface FairnessAnswerTable {
  readonly key: string;
  readonly organization_id: string;
  /** By question. */
  readonly answers: Json<Readonly<Record<string, string>>>;
  readonly month: ColumnType<string, never, never>;
}

/** How many gave an answer, of those who were selected and of those who were not. */
export interface FairnessCountTable {
  readonly organization_id: string;
  readonly question: string;
  readonly answer: string;
  readonly is_selected: boolean;
  readonly waiting: Generated<number>;
  readonly shown: Generated<number>;
}

export interface FairnessTables {
  readonly fairness_setting: FairnessSettingTable;
  readonly fairness_answer: FairnessAnswerTable;
  readonly fairness_count: FairnessCountTable;
}
