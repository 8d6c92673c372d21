import { sql, type Kysely } from "kysely";

/** What comes after a decision: letters, and the first 90 days. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("letter")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn("application_id", "uuid", (column) => column.notNull().references("application.id").onDelete("cascade"))
    .addColumn("decision_id", "uuid", (column) => column.references("decision.id").onDelete("set null"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn("sent_at", "timestamptz")
    .addColumn("how", "text")
    .addColumn("person_id", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("person_name", "text", (column) => column.notNull())
    .addCheckConstraint("letter_sent", sql`(sent_at IS NULL) = (how IS NULL)`)
    .execute();
  await database.schema.createIndex("letter_of_application").on("letter").column("application_id").execute();
  await database.schema
    .createIndex("letter_draft")
    .unique()
    .on("letter")
    .column("application_id")
    .where(sql.ref("sent_at"), "is", null)
    .execute();
  await database.schema
    .createTable("plan")
    .addColumn("application_id", "uuid", (column) =>
      column.primaryKey().references("application.id").onDelete("cascade"),
    )
    .addColumn("starts_on", "text", (column) => column.notNull())
    .addColumn("time_zone", "text", (column) => column.notNull())
    .addColumn("at_time", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await database.schema
    .createTable("plan_item")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn("application_id", "uuid", (column) =>
      column.notNull().references("plan.application_id").onDelete("cascade"),
    )
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("place", "integer", (column) => column.notNull().generatedAlwaysAsIdentity())
    .addColumn("on_day", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("first", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("seen", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("done_at", "timestamptz")
    .addColumn("done_by", "text")
    .addColumn("struck_at", "timestamptz")
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await database.schema.createIndex("plan_item_of_plan").on("plan_item").column("application_id").execute();
  await database.schema
    .createTable("plan_line")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn("application_id", "uuid", (column) =>
      column.notNull().references("plan.application_id").onDelete("cascade"),
    )
    .addColumn("item_id", "uuid", (column) => column.notNull().references("plan_item.id").onDelete("cascade"))
    .addColumn("by", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await database.schema.createIndex("plan_line_of_plan").on("plan_line").column("application_id").execute();
  await database.schema
    .createTable("plan_link")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn("application_id", "uuid", (column) =>
      column.notNull().references("plan.application_id").onDelete("cascade"),
    )
    .addColumn("digest", "text", (column) => column.notNull().unique())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn("revoked_at", "timestamptz")
    .execute();
}
