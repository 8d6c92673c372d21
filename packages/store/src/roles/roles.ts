import { sql, type Insertable, type Selectable } from "kysely";
import { record, type Actor } from "../audit/record.ts";
import type { RolePost, RoleTable } from "../database/hiring-tables.ts";
import type { Database } from "../database/open-database.ts";

export type RoleRow = Selectable<RoleTable>;
export type RoleDraft = Pick<
  Insertable<RoleTable>,
  | "title"
  | "challenge"
  | "pays"
  | "days"
  | "ai_policy"
  | "decider"
  | "keep_months"
  | "place"
  | "is_demo"
  | "blind"
  | "hours_low"
  | "hours_high"
  | "budget"
  | "about"
  | "test_paid"
> & {
  readonly needs?: Readonly<Record<string, string>> | null | undefined;
  readonly post?: RolePost | null | undefined;
};

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
        .values({ ...written(draft), organization_id: organization })
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

  /** Undefined where there is no such role. Of what stands there, whoever wrote it. */
  async change(
    id: string,
    organization: string,
    change: Partial<Omit<RoleDraft, "challenge" | "is_demo">>,
    by: Actor,
  ): Promise<RoleRow | undefined> {
    const role = await this.changeAsRead(id, organization, change, { by });
    return role === "changed" ? undefined : role;
  }

  /**
   * Undefined where there is no such role; `changed` where it is no longer as it was read, and nothing was done. The challenge of a role stays: people were
   * compared by it.
   *
   * @param read the version that whoever changes it had before them; any where it is undefined
   */
  async changeAsRead(
    id: string,
    organization: string,
    change: Partial<Omit<RoleDraft, "challenge" | "is_demo">>,
    { by, read }: { readonly by: Actor; readonly read?: number | undefined },
  ): Promise<RoleRow | "changed" | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const before = await transaction
        .selectFrom("role")
        .select("version")
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .forUpdate()
        .executeTakeFirst();
      if (before === undefined) return undefined;
      if (read !== undefined && read !== before.version) return "changed";
      const role = await transaction
        .updateTable("role")
        .set({ version: before.version + 1, ...written(change), ...(change.blind === false ? turnedOffBy(by) : {}) })
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirstOrThrow();
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

/** Where it was on: that names came in sight, when, and who did it, stays to be seen. */
function turnedOffBy(by: Actor) {
  return {
    blind_off_at: sql<Date | null>`CASE WHEN blind THEN now() ELSE blind_off_at END`,
    blind_off_by: sql<string | null>`
      CASE WHEN blind THEN (SELECT name FROM "user" WHERE id::text = ${by}) ELSE blind_off_by END`,
  };
}

/** As PostgreSQL takes it: what is no text, as one. */
function written<D extends Partial<RoleDraft>>({ needs, post, ...rest }: D) {
  return {
    ...rest,
    ...(needs === undefined ? {} : { needs: needs === null ? null : JSON.stringify(needs) }),
    ...(post === undefined ? {} : { post: post === null ? null : JSON.stringify(post) }),
  };
}
