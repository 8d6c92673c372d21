import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";

/** What others think of a candidate, before this person has given their own: its application, and what there is. */
export interface UnseenJudgement {
  readonly application: string;
  /** Ratings, or notes of a talk, while this person has not rated. */
  readonly ratings: boolean;
  /** A decision, while this person has neither rated nor decided. */
  readonly decision: boolean;
}

/** Those of an organization: all, those that are named, or one candidate's. */
export interface JudgedWhom {
  readonly organization: string;
  readonly applications?: readonly string[];
  readonly candidate?: string;
}

/** Others' ratings and decisions that a person is not to see yet: each gives their own first. */
export class UnseenJudgements {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** By application. */
  async by(person: string, of: JudgedWhom): Promise<ReadonlyMap<string, UnseenJudgement>> {
    if (of.applications?.length === 0) return new Map();
    const { rows } = await sql<UnseenJudgement>`
      SELECT * FROM (
        SELECT a.id AS application,
          NOT own.rated AND (
            EXISTS (SELECT FROM rating g WHERE g.application_id = a.id AND g.person_id <> ${person})
            OR EXISTS (SELECT FROM interview_note n WHERE n.application_id = a.id AND n.person_id <> ${person})
          ) AS ratings,
          NOT own.rated AND NOT own.decided AND EXISTS (
            SELECT FROM decision d WHERE d.application_id = a.id AND d.person_id IS DISTINCT FROM ${person}
          ) AS decision
        FROM application a
        CROSS JOIN LATERAL (SELECT
          EXISTS (SELECT FROM rating g WHERE g.application_id = a.id AND g.person_id = ${person}) AS rated,
          EXISTS (SELECT FROM decision d WHERE d.application_id = a.id AND d.person_id = ${person}) AS decided) own
        WHERE ${whom(of)}) judged
      WHERE ratings OR decision`.execute(this.#database);
    return new Map(rows.map((row) => [row.application, row]));
  }
}

function whom({ organization, applications, candidate }: JudgedWhom) {
  return sql.join(
    [
      sql`a.organization_id = ${organization}`,
      ...(applications === undefined ? [] : [sql`a.id = ANY (${[...applications]}::uuid[])`]),
      ...(candidate === undefined ? [] : [sql`a.candidate_id = ${candidate}`]),
    ],
    sql` AND `,
  );
}
