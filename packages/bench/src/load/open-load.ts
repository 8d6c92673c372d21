import { Worker } from "node:worker_threads";
import { endThread } from "../cell/end-thread.ts";
import type { LoadOrder, LoadSaying, LoadWorkerData, NumberedOrder } from "./load-worker.ts";
import type { Load, LoadLag, LoadSetting } from "./load.ts";

interface Caller {
  readonly resolve: (lag: LoadLag | undefined) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a thread that sends load. It has one of its own so that whatever else the agent does makes no arrival late.
 *
 * Its calls throw an Error when the thread has ended, which is our doing: nothing that a submission answers throws.
 */
export async function openLoad({ onRecords, ...setting }: LoadSetting): Promise<Load> {
  const worker = new Worker(new URL("./load-worker.ts", import.meta.url), {
    workerData: setting satisfies LoadWorkerData,
    name: "load",
  });
  const waiting = new Map<number, Caller>();
  let orders = 0;
  let ended: Error | undefined;

  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (saying: LoadSaying) => {
    if ("records" in saying) {
      onRecords(saying.records, saying.settledBefore);
      return;
    }
    const caller = waiting.get(saying.number);
    waiting.delete(saying.number);
    if ("error" in saying) caller?.reject(new Error(`Load: ${saying.error}`));
    else caller?.resolve(saying.lag);
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("The load's thread has ended.")));

  const tell = (order: LoadOrder): Promise<LoadLag | undefined> => {
    if (ended !== undefined) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      orders += 1;
      waiting.set(orders, { resolve, reject });
      worker.postMessage({ number: orders, order } satisfies NumberedOrder);
    });
  };
  const obeyed = async (order: LoadOrder): Promise<void> => {
    await tell(order);
  };

  // Ready to send at once when it is told to.
  await obeyed({ kind: "tell" });
  return {
    begin: (phase) => obeyed({ kind: "begin", phase }),
    pause: () => obeyed({ kind: "pause" }),
    route: (copies) => obeyed({ kind: "route", copies }),
    drain: () => obeyed({ kind: "drain" }),
    lag: async () => (await tell({ kind: "lag" })) ?? { p99Ms: 0, longestMs: 0 },
    close: async () => {
      if (ended === undefined) await obeyed({ kind: "tell" });
      await endThread(worker);
    },
  };
}
