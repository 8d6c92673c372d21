import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import type { Deletion } from "../deletion/deletion.ts";

export const retentionQueue = "retention";

/** Somebody whose data goes on a day that is known. */
export interface Leaving {
  readonly candidate: string;
  readonly name: string;
  readonly role: string;
  readonly until: Date;
}

/** What one round came to. */
export interface Round {
  readonly candidates: number;
  readonly decisions: number;
  /** Those that could not be deleted this time: they are tried again with the next. */
  readonly failed: number;
}

/** What deletes in the audit log. */
const actor = "retention";

/**
 * When the data of a candidate goes: so many months, as the role says, after the decision; or, where nobody decided, after
 * the role was closed. While a role is open and undecided, nobody's time runs. Who is in several roles stays for the longest.
 */
const untilOf = sql<Date | null>`(
  SELECT CASE WHEN bool_and(ended IS NOT NULL) THEN max(ended) END
  FROM (
    SELECT coalesce(
      (SELECT max(d.made_at) FROM decision d
       WHERE d.application_id = a.id AND d.undone_at IS NULL AND d.choice <> 'ask-for-a-fix'),
      r.closed_at) + make_interval(months => r.keep_months) AS ended
    FROM application a JOIN role r ON r.id = a.role_id
    WHERE a.candidate_id = candidate.id) AS ends)`;

/** Deletes by itself what nobody may keep any longer. */
export class Retention {
  readonly #database: Database;
  readonly #deletion: Deletion;

  constructor(database: Database, deletion: Deletion) {
    this.#database = database;
    this.#deletion = deletion;
  }

  /** Whoever has a date, the next first. */
  async leaving(organization: string, limit: number): Promise<readonly Leaving[]> {
    return this.#database
      .selectFrom((query) =>
        query
          .selectFrom("candidate")
          .select(["candidate.id as candidate", "candidate.name", untilOf.as("until")])
          .select(
            sql<string>`(SELECT r.title FROM application a JOIN role r ON r.id = a.role_id
              WHERE a.candidate_id = candidate.id ORDER BY a.made_at DESC LIMIT 1)`.as("role"),
          )
          .where("candidate.organization_id", "=", organization)
          .as("dated"),
      )
      .select(["candidate", "name", "role"])
      .select(sql<Date>`until`.as("until"))
      .where("until", "is not", null)
      .orderBy("until")
      .orderBy("candidate")
      .limit(limit)
      .execute();
  }

  /** Deletes everybody whose time is over, then the decisions whose own date has come. Right to do twice. */
  async round(): Promise<Round> {
    const over = await this.#database
      .selectFrom("candidate")
      .select(["candidate.id", "candidate.organization_id"])
      .where(untilOf, "<=", sql<Date>`now()`)
      .execute();
    let [candidates, failed] = [0, 0];
    for (const { id, organization_id } of over) {
      try {
        if (await this.#deletion.deleteCandidate(id, organization_id, actor)) candidates++;
      } catch {
        // One whose files can't be reached must not keep the others.
        failed++;
      }
    }
    const decisions = await this.#database.transaction().execute(async (transaction) => {
      const erased = await transaction
        .deleteFrom("decision")
        .where("erase_at", "<=", sql<Date>`now()`)
        // While the candidate's data is here, the decision says until when: a role may have been given more time since.
        .where("application_id", "is", null)
        .returning(["id", "organization_id"])
        .execute();
      for (const { id, organization_id: organization } of erased) {
        await record(transaction, { organization, by: actor, action: "decision.erased", subject: id });
      }
      return erased.length;
    });
    return { candidates, decisions, failed };
  }
}
