import { sql, type Kysely } from "kysely";

/** What a webhook's deliveries need to be sent, tried again and listed; and the audit log, read page by page. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("webhook_delivery")
    // By the transaction that hands it to the queue: until then it is only written down.
    .addColumn("queued_at", "timestamptz")
    .addColumn("given_up_at", "timestamptz")
    .execute();
  await database.schema
    .createIndex("delivery_not_queued")
    .on("webhook_delivery")
    .column("made_at")
    .where(sql.ref("queued_at"), "is", null)
    .execute();
  await database.schema
    .createIndex("delivery_of_webhook")
    .on("webhook_delivery")
    .columns(["webhook_id", "made_at"])
    .execute();
  await database.schema.createIndex("webhook_of_organization").on("webhook").column("organization_id").execute();
  await database.schema.createIndex("token_of_person").on("api_token").column("user_id").execute();
  await database.schema.createIndex("decision_to_erase").on("decision").column("erase_at").execute();
}
