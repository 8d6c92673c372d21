import { record, type Actor } from "../audit/record.ts";
import { changed } from "../evaluations/changed.ts";
import type { Database } from "../database/open-database.ts";

/** One message of the thread between a candidate and whoever hires. */
export interface MessageRow {
  readonly id: string;
  readonly by_candidate: boolean;
  /** Of the member who wrote it; null for the candidate, and where the account is gone. */
  readonly person_name: string | null;
  readonly text: string;
  readonly made_at: Date;
}

/** Who writes: the candidate, or a member by their id. */
export type Writer = { readonly candidate: true } | { readonly person: Actor };

/** Questions of candidates, and what was answered. */
export class Messages {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Oldest first; without letters for who is not to learn yet what was decided. */
  async of(
    application: string,
    { letters }: { readonly letters: boolean } = { letters: true },
  ): Promise<readonly MessageRow[]> {
    return this.#database
      .selectFrom("message")
      .leftJoin("user", "user.id", "message.person_id")
      .select(["message.id", "by_candidate", "user.name as person_name", "text", "made_at"])
      .where("application_id", "=", application)
      .$if(!letters, (query) => query.where("letter_id", "is", null))
      .orderBy("made_at")
      .orderBy("message.id")
      .execute();
  }

  async add(
    application: { readonly id: string; readonly organization_id: string },
    text: string,
    writer: Writer,
  ): Promise<MessageRow> {
    return this.#database.transaction().execute(async (transaction) => {
      const person = "person" in writer ? writer.person : null;
      const { id } = await transaction
        .insertInto("message")
        .values({ application_id: application.id, person_id: person, by_candidate: person === null, text })
        .returning("id")
        .executeTakeFirstOrThrow();
      await record(transaction, {
        organization: application.organization_id,
        by: person ?? "candidate",
        action: person === null ? "message.asked" : "message.answered",
        subject: application.id,
      });
      await changed(transaction, application.id);
      return transaction
        .selectFrom("message")
        .leftJoin("user", "user.id", "message.person_id")
        .select(["message.id", "by_candidate", "user.name as person_name", "text", "made_at"])
        .where("message.id", "=", id)
        .executeTakeFirstOrThrow();
    });
  }
}
