import { once } from "node:events";
import { Worker } from "node:worker_threads";

let worker: Worker | undefined;

/**
 * Makes an archive in a thread of its own: what is measured is how long our own process is silent while it reads, and some
 * of these take longer to make than to read.
 */
export async function made(row: string, path: string): Promise<void> {
  if (worker === undefined) {
    worker = new Worker(new URL("./maker.ts", import.meta.url));
    worker.unref();
  }
  worker.postMessage({ row, path });
  const [answer] = (await once(worker, "message")) as [{ readonly error?: string }];
  if (answer.error !== undefined) throw new Error(answer.error);
}
