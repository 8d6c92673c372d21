import { sql, type Kysely } from "kysely";

/** What needs somebody is found by name, and without reading a result: however many reports nobody has opened. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createIndex("application_by_name")
    .on("application")
    .columns(["organization_id", "code_name"])
    .execute();
  await database.schema.dropIndex("evaluation_of_submission").execute();
  await sql`
    CREATE INDEX evaluation_of_submission ON evaluation (submission_id, asked_at)
    INCLUDE (id, state, verdict, is_whole)`.execute(database);
}
