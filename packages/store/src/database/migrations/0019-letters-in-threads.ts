import { sql, type Kysely } from "kysely";

/** A letter that stands in the thread says what was decided: who has not rated does not read it there. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("message")
    .addColumn("letter_id", "uuid", (column) => column.references("letter.id").onDelete("set null"))
    .execute();
  await sql`
    UPDATE message SET letter_id = letter.id FROM letter
    WHERE letter.application_id = message.application_id AND letter.how = 'mail' AND NOT message.by_candidate
      AND letter.text = message.text`.execute(database);
}
