import { createServer, type Server } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { runFirst } from "../cell/priority.ts";
import type { Fault, HttpFault } from "../check/world.ts";
import { randomStream } from "../edge/canaries.ts";
import { cut } from "./faults/cut.ts";
import { delay } from "./faults/delay.ts";
import { drip } from "./faults/drip.ts";
import { halfOpen } from "./faults/half-open.ts";
import { httpError } from "./faults/http-error.ts";
import { malformedBody } from "./faults/malformed-body.ts";
import { refuse } from "./faults/refuse.ts";
import { stall } from "./faults/stall.ts";
import { throttle } from "./faults/throttle.ts";
import { wrongContentType } from "./faults/wrong-content-type.ts";
import { HttpStage } from "./http-stage.ts";
import { Wire } from "./wire.ts";

export interface TapSettings {
  readonly host: string;
  readonly port: number;
  /** Path of the service's socket. */
  readonly target: string;
  /** Where the service speaks HTTP: path of a socket of our own, between the wire and the service. */
  readonly stagePath?: string;
  readonly name: string;
  readonly seed: number;
}

export type TapWork =
  | { readonly kind: "suffer"; readonly faults: readonly Fault[] }
  | { readonly kind: "heal" }
  | { readonly kind: "listen" | "close" };

export interface TapOrder {
  readonly order: number;
  readonly work: TapWork;
}

export interface TapAnswer {
  readonly order: number;
  readonly error?: { readonly code?: string; readonly message: string };
}

runFirst();

const { host, port, target, stagePath, name, seed } = workerData as TapSettings;
const stage = stagePath === undefined ? undefined : new HttpStage(stagePath, target);
await stage?.listen();
const wire = new Wire(stage?.path ?? target);
const random = randomStream(seed, "tap", name);
let listener: Server | undefined;

async function listen(): Promise<void> {
  if (listener !== undefined) return;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => wire.join(client));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, backlog: 511 }, resolve);
  });
  listener = server;
}

/** The end of every connection, and of the listener. */
async function close(): Promise<void> {
  listener?.close();
  await wire.close();
}

async function suffer(fault: Fault): Promise<void> {
  switch (fault.kind) {
    case "delay":
      wire.hinder("delay", { replies: delay(fault, random) });
      return;
    case "throttle":
      wire.hinder("throttle", { requests: throttle(fault.bytesPerSecond), replies: throttle(fault.bytesPerSecond) });
      return;
    case "stall":
      wire.hinder("stall", { requests: stall, replies: stall });
      return;
    case "half-open":
      halfOpen(wire);
      return;
    case "cut":
      cut(wire);
      return;
    case "refuse":
      if (listener !== undefined) await refuse(listener);
      listener = undefined;
      return;
    default:
      sufferHttp(fault);
  }
}

/** @throws Error when the service speaks something else. */
function sufferHttp(fault: HttpFault): void {
  if (stage === undefined) throw new Error(`${fault.kind} is for services that speak HTTP`);
  stage.rewrite(fault.kind, (healed) => {
    switch (fault.kind) {
      case "http-error":
        return httpError(fault.status);
      case "drip":
        return drip(fault.bytesPerSecond, healed);
      case "malformed-body":
        return malformedBody;
      case "wrong-content-type":
        return wrongContentType;
    }
  });
}

async function perform(work: TapWork): Promise<void> {
  if (work.kind === "listen") return listen();
  if (work.kind === "close") return close();
  if (work.kind === "suffer") {
    for (const fault of work.faults) await suffer(fault);
    return;
  }
  stage?.heal();
  wire.heal();
  await listen();
}

/** One after the other, in the order given. */
let all = Promise.resolve();

parentPort?.on("message", ({ order, work }: TapOrder) => {
  all = all.then(async () => {
    try {
      await perform(work);
      parentPort?.postMessage({ order } satisfies TapAnswer);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      parentPort?.postMessage({ order, error: { ...(code !== undefined && { code }), message } } satisfies TapAnswer);
    }
  });
});
