import { sql, type Kysely } from "kysely";

/** What candidates ask for so that they can take part: kept apart from all that raters see. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("adjustment")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("text", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("days", "integer", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await database.schema
    .createIndex("adjustment_of_application")
    .on("adjustment")
    .columns(["application_id", "made_at"])
    .execute();
}
