import { sql, type Kysely } from "kysely";

/**
 * What candidates say of themselves for "Fairness over time", apart from all else: no row names an application, a candidate
 * or a person, and no moment is finer than a month. Once decisions stand, only counts are left.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("fairness_setting")
    .addColumn("organization_id", "uuid", (column) =>
      column.primaryKey().references("organization.id").onDelete("cascade"),
    )
    .addColumn("is_on", "boolean", (column) => column.notNull())
    .addColumn("country", "text", (column) => column.notNull())
    .addColumn("person_name", "text", (column) => column.notNull())
    .addColumn("changed_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await database.schema
    .createTable("fairness_answer")
    // Made of the application by a secret that the database does not hold.
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("answers", "jsonb", (column) => column.notNull())
    .addColumn("month", "date", (column) => column.notNull().defaultTo(sql`date_trunc('month', now())::date`))
    .execute();
  await database.schema
    .createTable("fairness_count")
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("answer", "text", (column) => column.notNull())
    .addColumn("is_selected", "boolean", (column) => column.notNull())
    // Decided since the last time that enough had come together to be shown.
    .addColumn("waiting", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("shown", "integer", (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint("fairness_count_once", ["organization_id", "question", "answer", "is_selected"])
    .execute();
}
