import { record, type Actor } from "../audit/record.ts";
import type { Rate, SimilarWork, Stars } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

/** What somebody told us. Null where nothing was; left out where it stays as it is. */
export interface ToldFactsChange {
  readonly rate?: Rate | null | undefined;
  readonly stars?: Stars | null | undefined;
  readonly similar_work?: SimilarWork | null | undefined;
}

/** What a hirer was told of a candidate, and nobody measured: kept as it was said. */
export class ToldFacts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** False where there is no such application. */
  async change(application: string, organization: string, facts: ToldFactsChange, by: Actor): Promise<boolean> {
    const given = Object.entries(facts).filter(([, fact]) => fact !== undefined);
    return this.#database.transaction().execute(async (transaction) => {
      const changed = await transaction
        .updateTable("application")
        .set(Object.fromEntries(given.map(([name, fact]) => [name, fact === null ? null : JSON.stringify(fact)])))
        .where("id", "=", application)
        .where("organization_id", "=", organization)
        .returning("id")
        .executeTakeFirst();
      if (changed === undefined) return false;
      await record(transaction, {
        ...{ organization, by, action: "candidate.facts-told", subject: application },
        // Which, not what: the log is read by people who should rate the work before they hear of a price.
        details: { changed: given.map(([name]) => name) },
      });
      return true;
    });
  }
}
