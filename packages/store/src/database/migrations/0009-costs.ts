import { sql, type Kysely } from "kysely";

/** What a job may take, as the hirer says, and what was told of somebody that nobody measured. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("role")
    .addColumn("hours_low", "integer")
    .addColumn("hours_high", "integer")
    .addColumn("budget", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await database.schema
    .alterTable("role")
    .addCheckConstraint(
      "role_hours",
      sql`(hours_low IS NULL) = (hours_high IS NULL) AND hours_low > 0 AND hours_low <= hours_high`,
    )
    .execute();
  await database.schema
    .alterTable("application")
    .addColumn("rate", "jsonb")
    .addColumn("stars", "jsonb")
    .addColumn("similar_work", "jsonb")
    .execute();
}
