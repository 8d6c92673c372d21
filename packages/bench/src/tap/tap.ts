import { Worker } from "node:worker_threads";
import { sleep } from "../cell/clock.ts";
import { endThread } from "../cell/end-thread.ts";
import type { Tap } from "../check/world.ts";
import type { TapAnswer, TapOrder, TapSettings, TapWork } from "./tap-worker.ts";

/** Milliseconds. */
const closesWithin = 2_000;

export interface OpenTap extends Tap {
  /** Takes connections again where it refused them, and leaves other faults as they are. Throws as `heal` does. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a wire from 127.0.0.1 to a service's path socket. It runs in a thread of its own, so that whatever else the
 * agent does takes no time from the traffic.
 *
 * @param options.target path of the service's socket.
 * @param options.name for our own messages: `database`.
 * @param options.speaks what the service speaks, where faults are to know it. Then another socket is made beside the
 * service's, in a folder that must be there.
 * @param options.seed what is random about its faults is drawn from it; 0 unless said.
 * @param options.open false starts cut off, for a service that comes late; `heal` opens it.
 * @throws Error with `code` "EADDRINUSE" when another process has the port; so does `heal`: then the submission took
 * it while the tap was cut off, which is the submission's doing and not ours.
 */
export async function openTap(options: {
  readonly port: number;
  readonly target: string;
  readonly name: string;
  readonly speaks?: "http";
  readonly seed?: number;
  readonly open?: boolean;
}): Promise<OpenTap> {
  const { port, target, name, speaks, seed = 0, open = true } = options;
  const stagePath = speaks === undefined ? undefined : `${target}.${speaks}`;
  const settings: TapSettings = { host: "127.0.0.1", port, target, ...(stagePath && { stagePath }), name, seed };
  const worker = new Worker(new URL("./tap-worker.ts", import.meta.url), { workerData: settings, name: `tap ${name}` });
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let orders = 0;
  let ended: Error | undefined;

  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", ({ order, error }: TapAnswer) => {
    const caller = waiting.get(order);
    waiting.delete(order);
    if (error === undefined) caller?.resolve();
    else caller?.reject(Object.assign(new Error(`Tap ${name}: ${error.message}`), { code: error.code }));
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error(`Tap ${name} has ended.`)));

  const tell = (work: TapWork): Promise<void> => {
    if (ended !== undefined) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      orders += 1;
      waiting.set(orders, { resolve, reject });
      worker.postMessage({ order: orders, work } satisfies TapOrder);
    });
  };
  const close = async (): Promise<void> => {
    // Nothing that is under way is left to the thread's end.
    const closed = tell({ kind: "close" }).catch(() => undefined);
    ended ??= new Error(`Tap ${name} has ended.`);
    await Promise.race([closed, sleep(closesWithin)]);
    await endThread(worker);
  };

  if (open) {
    await tell({ kind: "listen" }).catch(async (error: unknown) => {
      await close();
      throw error;
    });
  }
  return {
    suffer: (fault) => tell({ kind: "suffer", faults: [fault] }),
    cutOff: () => tell({ kind: "suffer", faults: [{ kind: "refuse" }, { kind: "cut" }] }),
    heal: () => tell({ kind: "heal" }),
    listen: () => tell({ kind: "listen" }),
    close,
  };
}
