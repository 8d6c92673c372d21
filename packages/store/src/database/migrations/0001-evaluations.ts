import { sql, type Kysely } from "kysely";

/** Organizations, what was handed in, and its evaluations. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const id = sql`gen_random_uuid()`;
  const now = sql`now()`;
  await database.schema
    .createTable("organization")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema
    .createTable("submission")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("file_key", "text", (column) => column.notNull().unique())
    .addColumn("bytes", "bigint", (column) => column.notNull())
    .addColumn("digest", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .execute();
  await database.schema
    .createIndex("submission_of_organization")
    .on("submission")
    .columns(["organization_id", "made_at"])
    .execute();
  await database.schema
    .createTable("evaluation")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("submission_id", "uuid", (column) => column.notNull().references("submission.id").onDelete("cascade"))
    .addColumn("challenge", "text", (column) => column.notNull())
    .addColumn("only", "jsonb")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("attempt", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("worker", "text")
    .addColumn("asked_at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("started_at", "timestamptz")
    .addColumn("ended_at", "timestamptz")
    .addColumn("verdict", "text")
    .addColumn("result", "jsonb")
    .addColumn("evidence_key", "text")
    .addColumn("problem", "jsonb")
    .addCheckConstraint(
      "evaluation_state",
      sql`state IN ('waiting', 'running', 'done', 'failed', 'cancelled')
        AND (state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)
        AND (state = 'done') = (result IS NOT NULL)
        AND (state = 'failed') = (problem IS NOT NULL)`,
    )
    .execute();
  await database.schema
    .createIndex("evaluation_of_submission")
    .on("evaluation")
    .columns(["submission_id", "asked_at"])
    .execute();
  await database.schema
    .createIndex("evaluation_waiting")
    .on("evaluation")
    .column("organization_id")
    .where(sql.ref("state"), "=", "waiting")
    .execute();
  await database.schema
    .createTable("evaluation_event")
    .addColumn("evaluation_id", "uuid", (column) => column.notNull().references("evaluation.id").onDelete("cascade"))
    .addColumn("attempt", "integer", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("event", "jsonb", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("evaluation_event_key", ["evaluation_id", "attempt", "number"])
    .execute();
  await database.schema
    .createTable("audit")
    .addColumn("id", "uuid", (column) => column.primaryKey().defaultTo(id))
    .addColumn("organization_id", "uuid", (column) =>
      column.notNull().references("organization.id").onDelete("cascade"),
    )
    .addColumn("at", "timestamptz", (column) => column.notNull().defaultTo(now))
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("details", "jsonb", (column) => column.notNull())
    .execute();
  await database.schema.createIndex("audit_of_organization").on("audit").columns(["organization_id", "at"]).execute();
}
