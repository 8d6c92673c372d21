import { sql, type Transaction } from "kysely";
import type { Tables } from "../database/tables.ts";

/** Told on this channel of PostgreSQL, with the evaluation's id, when something about it has changed. */
export const evaluationChannel = "evaluation_changed";

/** Notifies the open pages of an evaluation, or of an application's candidate, once the transaction is over. */
export async function changed(transaction: Transaction<Tables>, id: string): Promise<void> {
  await sql`SELECT pg_notify(${evaluationChannel}, ${id})`.execute(transaction);
}
