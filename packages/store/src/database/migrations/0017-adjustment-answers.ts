import { sql, type Kysely } from "kysely";

/** What a person answered to a candidate who asked for more time or another way. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("adjustment")
    .addColumn("answer", "text")
    .addColumn("answer_days", "integer")
    // How far the answer moved the day when the work is due: more than its days where that day had passed.
    .addColumn("answer_shift", sql`interval`)
    .addColumn("answered_by", "uuid", (column) => column.references("user.id").onDelete("set null"))
    .addColumn("answered_at", "timestamptz")
    .execute();
}
