import { sql, type Transaction } from "kysely";
import type { Tables } from "../database/tables.ts";

/** What programs of an organization can be told of: each is an action of the audit log. */
export const webhookEvents = [
  "submission.final",
  "evaluation.done",
  "evaluation.failed",
  "evaluation.cancelled",
  "decision.made",
  "decision.undone",
  "finding.disputed",
  "evaluation.judged-again",
  "candidate.deleted",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Only for trying a webhook out. */
export const pingEvent = "ping";

export function isWebhookEvent(action: string): action is WebhookEvent {
  return (webhookEvents as readonly string[]).includes(action);
}

/**
 * Writes down, in the transaction of the change, what each webhook of the organization is to be told: what was done, and
 * the id of what it was done to. Names and results are not in it: whoever may see them asks for them.
 */
export async function writeDeliveries(
  transaction: Transaction<Tables>,
  {
    organization,
    event,
    subject,
    webhook,
  }: { readonly organization: string; readonly event: string; readonly subject: string; readonly webhook?: string },
): Promise<void> {
  await transaction
    .insertInto("webhook_delivery")
    .columns(["webhook_id", "event", "payload"])
    .expression((query) => {
      const all = query
        .selectFrom("webhook")
        .select([
          "id",
          sql<string>`${event}::text`.as("event"),
          sql<string>`jsonb_build_object('type', ${event}::text, 'timestamp', to_json(now()),
            'data', jsonb_build_object('id', ${subject}::text, 'organization', ${organization}::text))`.as("payload"),
        ])
        .where("organization_id", "=", organization)
        .where("removed_at", "is", null);
      return webhook === undefined ? all : all.where("id", "=", webhook);
    })
    .execute();
}
