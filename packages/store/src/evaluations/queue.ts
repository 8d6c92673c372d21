import { PgBoss, type ConstructorOptions } from "pg-boss";
import { recallQueue } from "../judgement/recalls.ts";
import { mostTries, webhookQueue } from "../webhooks/webhooks.ts";

export const evaluationQueue = "evaluation";

interface QueueUser {
  readonly name: string;
  /** Hears what went wrong meanwhile; the queue recovers automatically. */
  readonly onTrouble: (error: Error) => void;
}

/**
 * The queue that server and workers share, in the same PostgreSQL as everything else. A worker that no longer says that
 * it lives loses its job to another. For the server: it makes what is missing.
 */
export async function openQueue(url: string, user: QueueUser): Promise<PgBoss> {
  const boss = await startBoss(url, user, {});
  await boss.createQueue(evaluationQueue, {
    notify: true,
    heartbeatSeconds: 10,
    // A slow machine and a slow submission take half an hour; that nobody is at it is told by the heartbeat.
    expireInSeconds: 4 * 3_600,
    // More than an evaluation is ever tried: how often that is, is ours to say.
    retryLimit: 50,
    retentionSeconds: 90 * 24 * 3_600,
  });
  await boss.createQueue(webhookQueue, {
    ...{ retryLimit: mostTries - 1, retryDelay: 60, retryBackoff: true, retryDelayMax: 6 * 3_600 },
    ...{ expireInSeconds: 120, retentionSeconds: 14 * 24 * 3_600 },
  });
  await boss.createQueue(recallQueue, {
    // One that waits is enough, however often it is asked for.
    policy: "short",
    ...{ retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 3_600 },
    ...{ expireInSeconds: 600, retentionSeconds: 14 * 24 * 3_600 },
  });
  return boss;
}

/** For workers, whose database role changes no tables. @throws Error where the server has not made the queue */
export async function joinQueue(url: string, user: QueueUser): Promise<PgBoss> {
  const boss = await startBoss(url, user, { migrate: false, createSchema: false, schedule: false });
  if ((await boss.getQueue(evaluationQueue)) !== null) return boss;
  await boss.stop({ graceful: false });
  throw new Error("the server hasn't made the queue yet");
}

async function startBoss(
  url: string,
  { name, onTrouble }: QueueUser,
  more: Pick<ConstructorOptions, "migrate" | "createSchema" | "schedule">,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    schema: "queue",
    instanceName: name,
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    ...more,
  });
  boss.on("error", onTrouble);
  try {
    await boss.start();
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return boss;
}
