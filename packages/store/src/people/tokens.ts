import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import { makeToken } from "../links/token.ts";

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  /** Whose access it has. */
  readonly person: string;
  readonly made_at: Date;
  readonly used_at: Date | null;
}

/** Programs that act for a person: with that person's access, and no more. */
export class Tokens {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those that are good, newest first: one person's, or everybody's. */
  async list(organization: string, of: { readonly person?: string } = {}): Promise<readonly TokenRow[]> {
    let query = this.#database
      .selectFrom("api_token")
      .innerJoin("user", "user.id", "api_token.user_id")
      .select(["api_token.id", "api_token.name", "user.name as person", "made_at", "used_at"])
      .where("organization_id", "=", organization)
      .where("revoked_at", "is", null)
      .orderBy("made_at", "desc")
      .orderBy("api_token.id");
    if (of.person !== undefined) query = query.where("user_id", "=", of.person);
    return query.execute();
  }

  /** The token itself is in the answer, and nowhere else. */
  async make(
    organization: string,
    person: string,
    name: string,
  ): Promise<{ readonly id: string; readonly token: string }> {
    return this.#database.transaction().execute(async (transaction) => {
      const { token, digest } = makeToken();
      const { id } = await transaction
        .insertInto("api_token")
        .values({ organization_id: organization, user_id: person, name, digest })
        .returning("id")
        .executeTakeFirstOrThrow();
      await record(transaction, {
        ...{ organization, by: person, action: "token.made", subject: id },
        details: { name },
      });
      return { id, token };
    });
  }

  /** One's own, or anybody's where no person is named. False where there is none. */
  async revoke(id: string, organization: string, by: string, of: { readonly person?: string } = {}): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      let query = transaction
        .updateTable("api_token")
        .set({ revoked_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .where("revoked_at", "is", null);
      if (of.person !== undefined) query = query.where("user_id", "=", of.person);
      const revoked = await query.returning("id").executeTakeFirst();
      if (revoked === undefined) return false;
      await record(transaction, { organization, by, action: "token.revoked", subject: id });
      return true;
    });
  }
}
