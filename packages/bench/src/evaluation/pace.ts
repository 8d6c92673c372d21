import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

const milliseconds = 600;
/** As many processors as a submission has. */
const processors = 2;

/**
 * How much this machine gets done just now, in rounds of a fixed piece of work a millisecond: less where others use it
 * too, where it is hot, or where its host gives it less. Takes a second.
 */
export async function measurePace(): Promise<number> {
  const rounds = await Promise.all(
    Array.from({ length: Math.min(processors, availableParallelism()) }, async () => {
      const worker = new Worker(new URL("./pace-worker.ts", import.meta.url), { workerData: milliseconds });
      const [aMillisecond] = (await once(worker, "message")) as [number];
      await worker.terminate();
      return aMillisecond;
    }),
  );
  return Math.round(rounds.reduce((sum, aMillisecond) => sum + aMillisecond, 0) * 100) / 100;
}
