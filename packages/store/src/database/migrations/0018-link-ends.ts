import type { Kysely } from "kysely";

/** A candidate's link that was replaced or revoked opens nothing, and says so: it is not forgotten. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable("application_link").addColumn("revoked_at", "timestamptz").execute();
}
