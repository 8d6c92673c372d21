import { leastPeople } from "@assay/hiring";
import { retentionQueue } from "@assay/store";
import type { Parts } from "../parts.ts";

/** At night, where most who use it sleep; of several servers one does it. */
const daily = "23 2 * * *";

/** Once a day, what stands decided is counted, and what nobody may keep any longer is deleted. @returns what ends it */
export async function keepRetention({
  queue,
  retention,
  fairnessAnswers,
}: Pick<Parts, "queue" | "retention" | "fairnessAnswers">): Promise<() => Promise<void>> {
  await queue.createQueue(retentionQueue, { policy: "singleton", retryLimit: 5, retryDelay: 600, retryBackoff: true });
  await queue.schedule(retentionQueue, daily);
  await queue.work(retentionQueue, { pollingIntervalSeconds: 5 }, async () => {
    // First, while there still is a decision to count by.
    await fairnessAnswers.settle(leastPeople);
    const { failed } = await retention.round();
    if (failed > 0) throw new Error(`${String(failed)} candidates could not be deleted yet`);
  });
  return () => queue.offWork(retentionQueue);
}
