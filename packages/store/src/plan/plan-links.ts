import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import { digestOf, makeToken } from "../links/token.ts";
import { changed, type PlanActor } from "./plans.ts";

/** Ways in to a plan for whoever starts: no account, until they are taken back. */
export class PlanLinks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The token is shown once: only its digest is kept. */
  async make(application: string, actor: PlanActor): Promise<{ readonly id: string; readonly token: string }> {
    return this.#database.transaction().execute(async (transaction) => {
      const { token, digest } = makeToken();
      const { id } = await transaction
        .insertInto("plan_link")
        .values({ application_id: application, digest })
        .returning("id")
        .executeTakeFirstOrThrow();
      await changed(transaction, application, "plan.shared", actor, { link: id });
      return { id, token };
    });
  }

  /** Those that are good still, the newest first. */
  async of(application: string) {
    return this.#database
      .selectFrom("plan_link")
      .select(["id", "made_at"])
      .where("application_id", "=", application)
      .where("revoked_at", "is", null)
      .orderBy("made_at", "desc")
      .execute();
  }

  /** Whose plan a link opens; undefined for one that is none, or was taken back. */
  async open(token: string) {
    return this.#database
      .selectFrom("plan_link")
      .innerJoin("application", "application.id", "plan_link.application_id")
      .innerJoin("candidate", "candidate.id", "application.candidate_id")
      .innerJoin("organization", "organization.id", "application.organization_id")
      .select(["application.id", "application.organization_id", "candidate.name", "organization.name as organization"])
      .where("digest", "=", digestOf(token))
      .where("revoked_at", "is", null)
      .executeTakeFirst();
  }

  async find(id: string, organization: string) {
    return this.#database
      .selectFrom("plan_link")
      .innerJoin("application", "application.id", "plan_link.application_id")
      .select(["plan_link.id", "application_id"])
      .where("plan_link.id", "=", id)
      .where("application.organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** Right to do twice. */
  async revoke(id: string, actor: PlanActor): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("plan_link")
        .set({ revoked_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("revoked_at", "is", null)
        .returning("application_id")
        .executeTakeFirst();
      if (row !== undefined) await changed(transaction, row.application_id, "plan.share-revoked", actor, { link: id });
    });
  }
}
