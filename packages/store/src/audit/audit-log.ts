import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  /** Of a person who is still known; null for what of ours did it. */
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject: string;
  readonly details: object;
  /** Where it stands in the log, for reading on from it: a moment to the microsecond, and the id. */
  readonly place: string;
}

export const auditPlace =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const page = 500;

/** What was changed, by whom: read, never written here. */
export class AuditLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Newest first. */
  async read(
    organization: string,
    { before, limit }: { readonly before?: string; readonly limit: number },
  ): Promise<readonly AuditRow[]> {
    let query = this.#database
      .selectFrom("audit")
      .leftJoin("user", (join) => join.on(sql`"user".id::text`, "=", sql.ref("audit.actor")))
      .select(["audit.id", "at", "actor", "user.name as actor_name", "action", "subject", "details"])
      .select(sql<string>`(at AT TIME ZONE 'UTC')::text || 'Z ' || audit.id`.as("place"))
      .where("organization_id", "=", organization)
      .orderBy("at", "desc")
      .orderBy("audit.id", "desc")
      .limit(limit);
    if (before !== undefined) {
      const [, at, id] = auditPlace.exec(before) ?? [];
      query = query.where(sql<boolean>`(at, audit.id) < (${at}::timestamptz, ${id}::uuid)`);
    }
    return query.execute();
  }

  /** All of it, newest first, a page at a time. */
  async *all(organization: string): AsyncGenerator<AuditRow> {
    let before: string | undefined;
    for (;;) {
      const rows = await this.read(organization, { limit: page, ...(before === undefined ? {} : { before }) });
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < page) return;
      before = last.place;
    }
  }
}
