import { createServer, type Server } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { cut } from "./faults/cut.ts";
import { refuse } from "./faults/refuse.ts";
import { Wire } from "./wire.ts";

export interface TapSettings {
  readonly host: string;
  readonly port: number;
  /** Path of the service's socket. */
  readonly target: string;
}

export interface TapOrder {
  readonly order: number;
  readonly kind: "cutOff" | "heal";
}

export interface TapAnswer {
  readonly order: number;
  readonly error?: { readonly code?: string; readonly message: string };
}

const { host, port, target } = workerData as TapSettings;
const wire = new Wire(target);
let listener: Server | undefined;

async function heal(): Promise<void> {
  if (listener !== undefined) return;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => wire.join(client));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, backlog: 511 }, resolve);
  });
  listener = server;
}

async function cutOff(): Promise<void> {
  if (listener !== undefined) await refuse(listener);
  listener = undefined;
  cut(wire);
}

/** One after the other, in the order given. */
let work = Promise.resolve();

parentPort?.on("message", ({ order, kind }: TapOrder) => {
  work = work.then(async () => {
    try {
      await (kind === "heal" ? heal() : cutOff());
      parentPort?.postMessage({ order } satisfies TapAnswer);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      parentPort?.postMessage({ order, error: { ...(code !== undefined && { code }), message } } satisfies TapAnswer);
    }
  });
});
