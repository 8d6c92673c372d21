import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { fromKysely, type PgBoss } from "pg-boss";
import { record, type Actor } from "../audit/record.ts";
import type { Database } from "../database/open-database.ts";
import { pingEvent, writeDeliveries } from "./events.ts";

export const webhookQueue = "webhook";

export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly made_at: Date;
}

export interface DeliveryRow {
  readonly id: string;
  readonly event: string;
  readonly tries: number;
  readonly last_answer: string | null;
  readonly made_at: Date;
  readonly delivered_at: Date | null;
  readonly given_up_at: Date | null;
}

/** All that is needed to send one. */
export interface Delivery {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly payload: object;
}

/** So often is one sent in all; the waits between grow from seconds to hours. */
export const mostTries = 9;

/** Where programs hear of what happens, and what they were sent. */
export class Webhooks {
  readonly #database: Database;
  readonly #queue: PgBoss;

  constructor(database: Database, queue: PgBoss) {
    this.#database = database;
    this.#queue = queue;
  }

  /** What signs every message is in the answer, and never again. */
  async make(organization: string, url: string, by: Actor): Promise<WebhookRow & { readonly secret: string }> {
    return this.#database.transaction().execute(async (transaction) => {
      const secret = `whsec_${randomBytes(32).toString("base64")}`;
      const row = await transaction
        .insertInto("webhook")
        .values({ organization_id: organization, url, secret })
        .returning(["id", "url", "made_at"])
        .executeTakeFirstOrThrow();
      // An address may hold a secret of its receiver's: only where it leads is written down.
      const details = { host: new URL(url).host };
      await record(transaction, { organization, by, action: "webhook.made", subject: row.id, details });
      return { ...row, secret };
    });
  }

  /** Newest first. */
  async list(organization: string): Promise<readonly WebhookRow[]> {
    return this.#database
      .selectFrom("webhook")
      .select(["id", "url", "made_at"])
      .where("organization_id", "=", organization)
      .where("removed_at", "is", null)
      .orderBy("made_at", "desc")
      .execute();
  }

  /** False where there is none. Nothing more is sent to it, not even what waits. */
  async remove(id: string, organization: string, by: Actor): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const removed = await transaction
        .updateTable("webhook")
        .set({ removed_at: sql<Date>`now()` })
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .where("removed_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      if (removed === undefined) return false;
      await record(transaction, { organization, by, action: "webhook.removed", subject: id });
      return true;
    });
  }

  /** Sends a message that tells of nothing, to try it out. False where there is no such webhook. */
  async ping(id: string, organization: string): Promise<boolean> {
    return this.#database.transaction().execute(async (transaction) => {
      const there = await transaction
        .selectFrom("webhook")
        .select("id")
        .where("id", "=", id)
        .where("organization_id", "=", organization)
        .where("removed_at", "is", null)
        .executeTakeFirst();
      if (there === undefined) return false;
      await writeDeliveries(transaction, { organization, event: pingEvent, subject: id, webhook: id });
      return true;
    });
  }

  /** The newest hundred, newest first. Undefined where there is no such webhook. */
  async deliveries(id: string, organization: string): Promise<readonly DeliveryRow[] | undefined> {
    const there = await this.#database
      .selectFrom("webhook")
      .select("id")
      .where("id", "=", id)
      .where("organization_id", "=", organization)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    if (there === undefined) return undefined;
    return this.#database
      .selectFrom("webhook_delivery")
      .select(["id", "event", "tries", "last_answer", "made_at", "delivered_at", "given_up_at"])
      .where("webhook_id", "=", id)
      .orderBy("made_at", "desc")
      .orderBy("id")
      .limit(100)
      .execute();
  }

  /** Hands to the queue what was written down since. Right to do twice, and by two at once. How many those were. */
  async queueWritten(): Promise<number> {
    return this.#database.transaction().execute(async (transaction) => {
      const written = await transaction
        .selectFrom("webhook_delivery")
        .select("id")
        .where("queued_at", "is", null)
        .orderBy("made_at")
        .limit(200)
        .forUpdate()
        .skipLocked()
        .execute();
      if (written.length === 0) return 0;
      await transaction
        .updateTable("webhook_delivery")
        .set({ queued_at: sql<Date>`now()` })
        .where(
          "id",
          "in",
          written.map(({ id }) => id),
        )
        .execute();
      for (const { id } of written) {
        await this.#queue.send(webhookQueue, { delivery: id }, { id, db: fromKysely(transaction) });
      }
      return written.length;
    });
  }

  /** Undefined where it was delivered, given up, or its webhook removed. */
  async find(delivery: string): Promise<Delivery | undefined> {
    return this.#database
      .selectFrom("webhook_delivery")
      .innerJoin("webhook", "webhook.id", "webhook_id")
      .select(["webhook_delivery.id", "url", "secret", "payload"])
      .where("webhook_delivery.id", "=", delivery)
      .where("delivered_at", "is", null)
      .where("given_up_at", "is", null)
      .where("removed_at", "is", null)
      .executeTakeFirst();
  }

  /** Writes down what came of one try. */
  async tried(
    delivery: string,
    { answer, delivered, last }: { readonly answer: string; readonly delivered: boolean; readonly last: boolean },
  ): Promise<void> {
    await this.#database
      .updateTable("webhook_delivery")
      .set(({ eb }) => ({
        tries: eb("tries", "+", 1),
        last_answer: answer.slice(0, 200),
        ...(delivered ? { delivered_at: sql<Date>`now()` } : last ? { given_up_at: sql<Date>`now()` } : {}),
      }))
      .where("id", "=", delivery)
      .execute();
  }

  /** What was told long ago. */
  async forget(before: Date): Promise<void> {
    await this.#database.deleteFrom("webhook_delivery").where("made_at", "<", before).execute();
  }
}
