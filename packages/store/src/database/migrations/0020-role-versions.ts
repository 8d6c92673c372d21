import type { Kysely } from "kysely";

/** Counts up with each change of a role: who saves what they read before it is told, and undoes nothing unseen. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("role")
    .addColumn("version", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
}
