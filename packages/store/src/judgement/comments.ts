import type { Selectable } from "kysely";
import { record } from "../audit/record.ts";
import type { CommentTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

export type CommentRow = Selectable<CommentTable>;

/** What members write to each other beside a finding. */
export class Comments {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async write(
    evaluation: string,
    {
      organization,
      check,
      text,
      by,
    }: {
      readonly organization: string;
      readonly check: string;
      readonly text: string;
      readonly by: { readonly id: string; readonly name: string };
    },
  ): Promise<CommentRow> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("comment")
        .values({ evaluation_id: evaluation, check_id: check, text, person_id: by.id, person_name: by.name })
        .returningAll()
        .executeTakeFirstOrThrow();
      await record(transaction, {
        ...{ organization, by: by.id, action: "finding.commented", subject: evaluation },
        details: { comment: row.id, check },
      });
      return row;
    });
  }

  /** The oldest first. */
  async of(evaluation: string): Promise<readonly CommentRow[]> {
    return this.#database
      .selectFrom("comment")
      .selectAll()
      .where("evaluation_id", "=", evaluation)
      .orderBy("made_at")
      .execute();
  }
}
