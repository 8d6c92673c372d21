import type { Transaction } from "kysely";
import type { Tables } from "../database/tables.ts";
import { isWebhookEvent, writeDeliveries } from "../webhooks/events.ts";

/** A person's id, or what of ours did it. */
export type Actor = string;

export interface Change {
  readonly organization: string;
  readonly by: Actor;
  /** What was done: `evaluation.asked`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly details?: object;
}

/**
 * Writes who changed what, in the transaction of the change: neither is there without the other. So with what programs
 * are to be told of it.
 */
export async function record(
  transaction: Transaction<Tables>,
  { organization, by, action, subject, details }: Change,
): Promise<void> {
  await transaction
    .insertInto("audit")
    .values({ organization_id: organization, actor: by, action, subject, details: JSON.stringify(details ?? {}) })
    .execute();
  if (isWebhookEvent(action)) await writeDeliveries(transaction, { organization, event: action, subject });
}
