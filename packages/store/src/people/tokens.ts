import { sql } from "kysely";
import { record } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import { makeToken } from "../links/token.ts";

/** Days until a token ends, unless said; and the most that can be said. */
export const usualToken = 90;
export const longestToken = 365;

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  /** Whose access it has. */
  readonly person: string;
  readonly made_at: Date;
  readonly used_at: Date | null;
  readonly expires_at: Date;
}

/** Programs that act for a person: with that person's access, and no more. */
export class Tokens {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those that were not revoked, newest first: one person's, or everybody's. Those that have expired are among them. */
  async list(organization: string, of: { readonly person?: string } = {}): Promise<readonly TokenRow[]> {
    let query = this.#database
      .selectFrom("api_token")
      .innerJoin("user", "user.id", "api_token.user_id")
      .select(["api_token.id", "api_token.name", "user.name as person", "made_at", "used_at", "expires_at"])
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
    { name, days = usualToken }: { readonly name: string; readonly days?: number },
  ): Promise<{ readonly id: string; readonly token: string; readonly expires_at: Date }> {
    return this.#database.transaction().execute(async (transaction) => {
      const { token, digest } = makeToken();
      const made = await transaction
        .insertInto("api_token")
        .values({
          ...{ organization_id: organization, user_id: person, name, digest },
          expires_at: sql<Date>`now() + make_interval(days => ${days})`,
        })
        .returning(["id", "expires_at"])
        .executeTakeFirstOrThrow();
      await record(transaction, {
        ...{ organization, by: person, action: "token.made", subject: made.id },
        details: { name, days },
      });
      return { ...made, token };
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
