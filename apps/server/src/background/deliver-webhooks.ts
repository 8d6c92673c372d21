import { setTimeout as passed } from "node:timers/promises";
import { mostTries, webhookQueue } from "@assay/store";
import type { Parts } from "../parts.ts";
import { sendWebhook } from "./send-webhook.ts";

const lookEvery = 1_000;
const keptFor = 30 * 86_400_000;

/** Sends what was written down for webhooks, also what another server wrote. @returns what ends it */
export async function deliverWebhooks({
  webhooks,
  queue,
  operation,
}: Pick<Parts, "webhooks" | "queue" | "operation">): Promise<() => Promise<void>> {
  await queue.work<{ delivery: string }>(
    webhookQueue,
    { includeMetadata: true, localConcurrency: 16, pollingIntervalSeconds: 1 },
    async ([job]) => {
      if (job === undefined) return;
      const delivery = await webhooks.find(job.data.delivery);
      if (delivery === undefined) return;
      const { delivered, answer, detail } = await sendWebhook(delivery, operation.privateAddresses);
      if (detail !== undefined) process.stderr.write(`A webhook of ${new URL(delivery.url).host}: ${detail}\n`);
      await webhooks.tried(delivery.id, { delivered, answer, last: job.retryCount + 1 >= mostTries });
      // The queue tries again what fails, later each time.
      if (!delivered) throw new Error(answer);
    },
  );
  const stopping = new AbortController();
  const looking = (async () => {
    let forgotten = 0;
    while (!stopping.signal.aborted) {
      try {
        if ((await webhooks.queueWritten()) > 0) continue;
        if (Date.now() - forgotten > 3_600_000) {
          forgotten = Date.now();
          await webhooks.forget(new Date(forgotten - keptFor));
        }
      } catch {
        // The database is away: what is written down stays.
      }
      await passed(lookEvery, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stopping.abort();
    await looking;
    await queue.offWork(webhookQueue);
  };
}
