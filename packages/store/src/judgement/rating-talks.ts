import { sql, type Selectable } from "kysely";
import { record } from "../audit/record.ts";
import type { RatingTalkTable } from "../database/interview-tables.ts";
import type { Database } from "../database/open-database.ts";

export type RatingTalkRow = Selectable<RatingTalkTable>;

/** What came of talking about ratings that are apart. */
export class RatingTalks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(application: string): Promise<RatingTalkRow | undefined> {
    return this.#database
      .selectFrom("rating_talk")
      .selectAll()
      .where("application_id", "=", application)
      .executeTakeFirst();
  }

  /**
   * One text for all who rated.
   *
   * @param seen the version that the writer had before them; 0 for none
   * @returns undefined where somebody else wrote meanwhile: nothing is changed then
   */
  async write(
    application: string,
    {
      organization,
      text,
      seen,
      by,
    }: {
      readonly organization: string;
      readonly text: string;
      readonly seen: number;
      readonly by: { readonly id: string; readonly name: string };
    },
  ): Promise<RatingTalkRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const written = { text, person_id: by.id, person_name: by.name };
      const row = await transaction
        .insertInto("rating_talk")
        .values({ application_id: application, ...written })
        .onConflict((conflict) =>
          conflict
            .column("application_id")
            .doUpdateSet({
              ...written,
              ...{ version: sql<number>`rating_talk.version + 1`, changed_at: sql<Date>`now()` },
            })
            .where("rating_talk.version", "=", seen),
        )
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return undefined;
      // Without what it says: others may read the log before they have rated.
      await record(transaction, { organization, by: by.id, action: "ratings.talked-through", subject: application });
      return row;
    });
  }
}
