import { sql, type Kysely } from "kysely";

/**
 * Which evaluations asked everything: only they make a report. What a candidate tries with the open checks may be handed
 * in later, and its draft's evaluation must not be taken for that of the whole. And what runs now is found at once.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE evaluation ADD COLUMN is_whole boolean NOT NULL
      GENERATED ALWAYS AS ("only" IS NULL OR "only" = 'null'::jsonb) STORED`.execute(database);
  await database.schema.dropIndex("evaluation_waiting").execute();
  await database.schema
    .createIndex("evaluation_not_ended")
    .on("evaluation")
    .columns(["organization_id", "state"])
    .where(sql.ref("state"), "in", ["waiting", "running"])
    .execute();
}
