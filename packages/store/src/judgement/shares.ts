import { sql, type Selectable } from "kysely";
import { record } from "../audit/record.ts";
import type { ShareTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";
import { digestOf, makeToken } from "../links/token.ts";

export type ShareRow = Selectable<ShareTable>;

/** Reports that whoever has the link may read, until it is revoked. */
export class Shares {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The token is shown once: only its digest is kept. */
  async make(
    evaluation: string,
    { organization, by }: { readonly organization: string; readonly by: string },
  ): Promise<{ readonly share: ShareRow; readonly token: string }> {
    return this.#database.transaction().execute(async (transaction) => {
      const { token, digest } = makeToken();
      const share = await transaction
        .insertInto("share")
        .values({ organization_id: organization, evaluation_id: evaluation, digest, person_id: by })
        .returningAll()
        .executeTakeFirstOrThrow();
      await record(transaction, {
        ...{ organization, by, action: "report.shared", subject: evaluation },
        details: { share: share.id },
      });
      return { share, token };
    });
  }

  /** Those that are good still, the newest first, each with who made it. */
  async of(evaluation: string) {
    return this.#database
      .selectFrom("share")
      .leftJoin("user", "user.id", "share.person_id")
      .select(["share.id", "share.made_at", "user.name as person"])
      .where("evaluation_id", "=", evaluation)
      .where("revoked_at", "is", null)
      .orderBy("share.made_at", "desc")
      .execute();
  }

  async find(id: string, organization: string): Promise<ShareRow | undefined> {
    return this.#database
      .selectFrom("share")
      .selectAll()
      .where("id", "=", id)
      .where("organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** What a link opens; undefined for one that is none, or was revoked. */
  async open(token: string): Promise<ShareRow | undefined> {
    return this.#database
      .selectFrom("share")
      .selectAll()
      .where("digest", "=", digestOf(token))
      .where("revoked_at", "is", null)
      .executeTakeFirst();
  }

  /** False where it was revoked already. */
  async revoke(id: string, organization: string, by: string): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("share")
        .set({ revoked_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .where("revoked_at", "is", null)
        .returning("evaluation_id")
        .executeTakeFirst();
      if (row === undefined) return false;
      await record(transaction, {
        ...{ organization, by, action: "report.share-revoked", subject: row.evaluation_id },
        details: { share: id },
      });
      return true;
    });
  }
}
