import type { Selectable } from "kysely";
import type { ApplicationRow } from "../applications/applications.ts";
import { record } from "../audit/record.ts";
import type { DisputeTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

export type DisputeRow = Selectable<DisputeTable>;

/** "This finding is wrong": a candidate says it, a person answers. */
export class Disputes {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Oldest first. */
  async of(evaluation: string): Promise<readonly DisputeRow[]> {
    return this.#database
      .selectFrom("dispute")
      .selectAll()
      .where("evaluation_id", "=", evaluation)
      .orderBy("made_at")
      .execute();
  }

  /** Undefined where this finding has one that nobody has answered yet. */
  async raise(
    { id: application, organization_id: organization }: ApplicationRow,
    { evaluation, check, text }: { readonly evaluation: string; readonly check: string; readonly text: string },
  ): Promise<DisputeRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      await transaction.selectFrom("evaluation").select("id").where("id", "=", evaluation).forUpdate().execute();
      const open = await transaction
        .selectFrom("dispute")
        .select("id")
        .where("evaluation_id", "=", evaluation)
        .where("check_id", "=", check)
        .where("answered_at", "is", null)
        .executeTakeFirst();
      if (open !== undefined) return undefined;
      const row = await transaction
        .insertInto("dispute")
        .values({ evaluation_id: evaluation, check_id: check, text })
        .returningAll()
        .executeTakeFirstOrThrow();
      await transaction
        .insertInto("notice")
        .values({
          ...{ organization_id: organization, application_id: application, for_candidate: false },
          ...{ kind: "finding-disputed", facts: JSON.stringify({ evaluation, check }) },
        })
        .execute();
      await record(transaction, {
        ...{ organization, by: "candidate", action: "finding.disputed", subject: evaluation },
        details: { check },
      });
      return row;
    });
  }
}
