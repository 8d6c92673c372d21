import type { Database } from "../database/open-database.ts";

export interface SessionRow {
  readonly id: string;
  /** As the browser names itself. */
  readonly user_agent: string | null;
  readonly made_at: Date;
}

/** Where a person is logged in. better-auth begins sessions; here they are listed and ended. */
export class Sessions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those that are good, the newest first. */
  async list(person: string): Promise<readonly SessionRow[]> {
    return this.#database
      .selectFrom("session")
      .select(["id", "userAgent as user_agent", "createdAt as made_at"])
      .where("userId", "=", person)
      .where("expiresAt", ">", new Date())
      .orderBy("createdAt", "desc")
      .orderBy("id")
      .execute();
  }

  /** False where the person has none of that id. */
  async end(session: string, person: string): Promise<boolean> {
    const row = await this.#database
      .deleteFrom("session")
      .where("id", "=", session)
      .where("userId", "=", person)
      .returning("id")
      .executeTakeFirst();
    return row !== undefined;
  }

  /** All of the person's; but for one, where that is said. */
  async endAll(person: string, but?: string): Promise<void> {
    let query = this.#database.deleteFrom("session").where("userId", "=", person);
    if (but !== undefined) query = query.where("id", "<>", but);
    await query.execute();
  }
}
