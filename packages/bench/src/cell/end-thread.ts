import type { Worker } from "node:worker_threads";
import { sleep } from "./clock.ts";

/** Milliseconds. Many times what it takes. */
const patience = 2_000;

/**
 * Ends a thread, and leaves one that does not end to the end of our process: Node turns for ever where it waits, as it
 * clears up a thread's network handles, for a request that nothing is left to answer. A cell once stood still over it.
 */
export async function endThread(worker: Worker): Promise<void> {
  await Promise.race([worker.terminate(), sleep(patience)]);
  worker.unref();
}
