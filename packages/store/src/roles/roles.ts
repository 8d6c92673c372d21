import { sql, type Insertable, type Selectable } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import type { RoleTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

export type RoleRow = Selectable<RoleTable>;
export type RoleDraft = Pick<
  Insertable<RoleTable>,
  "title" | "challenge" | "pays" | "days" | "ai_policy" | "decider" | "keep_months" | "place" | "is_demo"
>;

/** The jobs of an organization, newest first. */
export class Roles {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async make(organization: string, draft: RoleDraft, by: Actor): Promise<RoleRow> {
    return this.#database.transaction().execute(async (transaction) => {
      const role = await transaction
        .insertInto("role")
        .values({ ...draft, organization_id: organization })
        .returningAll()
        .executeTakeFirstOrThrow();
      await record(transaction, { organization, by, action: "role.made", subject: role.id, details: draft });
      return role;
    });
  }

  async list(organization: string): Promise<readonly (RoleRow & { readonly people: number })[]> {
    return this.#database
      .selectFrom("role")
      .selectAll()
      .select((query) =>
        query
          .selectFrom("application")
          .select(sql<number>`count(*)::int`.as("people"))
          .whereRef("application.role_id", "=", "role.id")
          .$asScalar()
          .$notNull()
          .as("people"),
      )
      .where("organization_id", "=", organization)
      .orderBy("made_at", "desc")
      .execute();
  }

  async find(id: string, organization: string): Promise<RoleRow | undefined> {
    return this.#database
      .selectFrom("role")
      .selectAll()
      .where("id", "=", id)
      .where("organization_id", "=", organization)
      .executeTakeFirst();
  }

  /** Undefined where there is no such role. The challenge of a role stays: people were compared by it. */
  async change(
    id: string,
    organization: string,
    change: Partial<Omit<RoleDraft, "challenge" | "is_demo">>,
    by: Actor,
  ): Promise<RoleRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const role = await transaction
        .updateTable("role")
        .set(change)
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .returningAll()
        .executeTakeFirst();
      if (role === undefined) return undefined;
      await record(transaction, { organization, by, action: "role.changed", subject: id, details: change });
      return role;
    });
  }

  /** Closes or opens it again. */
  async setOpen(id: string, organization: string, open: boolean, by: Actor): Promise<RoleRow | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const role = await transaction
        .updateTable("role")
        .set(open ? { state: "open", closed_at: null } : { state: "closed", closed_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .returningAll()
        .executeTakeFirst();
      if (role === undefined) return undefined;
      await record(transaction, { organization, by, action: open ? "role.opened" : "role.closed", subject: id });
      return role;
    });
  }
}
