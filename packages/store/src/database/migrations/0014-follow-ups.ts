import { sql, type Kysely } from "kysely";

/**
 * A change to the first work, the same for all of a role: which it is, how long there is for it, and who was asked. What
 * is sent for it, and what is run on that, says so, and is never taken for the first work.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("role")
    // Set when the first is asked: from then on it is the same for all.
    .addColumn("follow_up", "text")
    .addColumn("follow_up_days", "integer")
    .execute();
  await database.schema
    .alterTable("role")
    .addCheckConstraint("role_follow_up", sql`(follow_up IS NULL) = (follow_up_days IS NULL)`)
    .execute();
  await database.schema
    .alterTable("application")
    .addColumn("follow_up_asked_at", "timestamptz")
    .addColumn("follow_up_due_at", "timestamptz")
    .addColumn("follow_up_submitted_at", "timestamptz")
    .addColumn("follow_up_told", "jsonb")
    .execute();
  for (const table of ["submission", "evaluation", "adjustment"] as const) {
    await database.schema.alterTable(table).addColumn("follow_up", "text").execute();
  }
}
