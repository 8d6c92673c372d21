import { sql, type Kysely } from "kysely";

/** Names that wait for a rating: which roles hide them, who saw one before, and what somebody is called in their work. */
export async function up(database: Kysely<unknown>): Promise<void> {
  // What was begun with names in sight goes on so.
  await database.schema
    .alterTable("role")
    .addColumn("blind", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("blind_off_at", "timestamptz")
    .addColumn("blind_off_by", "text")
    .execute();
  await database.schema
    .createTable("name_opening")
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("person_id", "uuid", (column) => column.notNull().references("user.id").onDelete("cascade"))
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint("name_opening_once", ["application_id", "person_id"])
    .execute();
  await database.schema
    .createTable("application_alias")
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("alias", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint("application_alias_once", ["application_id", "alias"])
    .execute();
  // Whoever is called as somebody else whose name may be seen is found without looking at everybody.
  await sql`CREATE INDEX candidate_called ON candidate (organization_id, lower(name))`.execute(database);
  await sql`CREATE INDEX candidate_at ON candidate (organization_id, lower(email))`.execute(database);
}
