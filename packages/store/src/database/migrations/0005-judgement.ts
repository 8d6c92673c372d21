import { sql, type Kysely } from "kysely";

/** What is needed to judge again: by which rules a result was judged, what it said before, and why it changed. */
export async function up(database: Kysely<unknown>): Promise<void> {
  // "The check itself is wrong": for everyone in the organization, whatever their role.
  await database.schema
    .alterTable("overrule")
    .addColumn("everywhere", "boolean", (column) => column.notNull().defaultTo(false))
    .execute();
  await database.schema
    .alterTable("overrule")
    .addCheckConstraint("overrule_everywhere", sql`NOT everywhere OR evaluation_id IS NULL`)
    .execute();
  await database.schema
    .alterTable("evaluation")
    .addColumn("judging", "integer", (column) =>
      column.generatedAlwaysAs(sql`((result -> 'assay' ->> 'judging')::integer)`).stored(),
    )
    .execute();
  await database.schema.createIndex("evaluation_by_judging").on("evaluation").column("judging").execute();
  await database.schema
    .createTable("earlier_result")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(sql`gen_random_uuid()`))
    .addColumn("evaluation_id", "uuid", (column) => column.notNull().references("evaluation.id").onDelete("cascade"))
    .addColumn("result", "jsonb", (column) => column.notNull())
    .addColumn("why", "text", (column) => column.notNull())
    .addColumn("replaced_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await database.schema
    .createIndex("earlier_result_of_evaluation")
    .on("earlier_result")
    .column("evaluation_id")
    .execute();
  // Where the card stood, for a decision that is undone.
  await database.schema.alterTable("decision").addColumn("stage_before", "text").execute();
  await database.schema.createIndex("decision_of_role").on("decision").column("role_id").execute();
  await database.schema.createIndex("share_of_evaluation").on("share").column("evaluation_id").execute();
  await database.schema
    .createIndex("notice_of_organization")
    .on("notice")
    .columns(["organization_id", "made_at"])
    .execute();
}
