import { Worker } from "node:worker_threads";
import type { Tap } from "../check/world.ts";
import type { TapAnswer, TapSettings } from "./tap-worker.ts";

export interface OpenTap extends Tap {
  close(): Promise<void>;
}

/**
 * Opens a wire from 127.0.0.1 to a service's path socket. It runs in a thread of its own, so that whatever else the
 * agent does takes no time from the traffic.
 *
 * @param options.target path of the service's socket.
 * @param options.name for our own messages: `database`.
 * @param options.open false starts cut off, for a service that comes late; `heal` opens it.
 * @throws Error with `code` "EADDRINUSE" when another process has the port; so does `heal`: then the submission took
 * it while the tap was cut off, which is the submission's doing and not ours.
 */
export async function openTap(options: {
  readonly port: number;
  readonly target: string;
  readonly name: string;
  readonly open?: boolean;
}): Promise<OpenTap> {
  const { port, target, name, open = true } = options;
  const settings: TapSettings = { host: "127.0.0.1", port, target };
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

  const tell = (kind: "cutOff" | "heal"): Promise<void> => {
    if (ended !== undefined) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      orders += 1;
      waiting.set(orders, { resolve, reject });
      worker.postMessage({ order: orders, kind });
    });
  };
  const close = async (): Promise<void> => {
    await worker.terminate();
  };

  if (open) {
    await tell("heal").catch(async (error: unknown) => {
      await close();
      throw error;
    });
  }
  return { cutOff: () => tell("cutOff"), heal: () => tell("heal"), close };
}
