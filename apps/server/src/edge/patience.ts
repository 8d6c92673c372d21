import { PassThrough, type Readable } from "node:stream";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { Problem } from "../problems/problem.ts";

declare module "fastify" {
  interface FastifyInstance {
    readonly patience: Patience;
  }
}

/** How long a request may take to come in. Milliseconds. */
export interface Patience {
  /** Its head. */
  readonly head: number;
  /** The whole of a body that is no file. */
  readonly body: number;
  /** Between two pieces of a file. */
  readonly silence: number;
  /** Everything, the largest file included. */
  readonly whole: number;
}

export const usualPatience: Patience = { head: 20_000, body: 30_000, silence: 30_000, whole: 30 * 60_000 };

const tooSlow = () => new Problem("too-slow", "Nothing was kept. Check your connection, and send it again.");

/** A body that comes in too slowly ends the request; files and pushes are streamed, and have their own limits. */
export function limitBodies(app: FastifyInstance, { body }: Patience): void {
  app.addHook("preParsing", (request, reply, payload, done) => {
    const { headers, routeOptions } = request;
    const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
    const isStreamed = routeOptions.url === "/git/*" || (headers["content-type"] ?? "").startsWith("multipart/");
    if (!hasBody || isStreamed) {
      done(null, payload);
      return;
    }
    const { limited, stop } = within(payload, body);
    // Answered without being read, such as a request that isn't allowed.
    reply.raw.once("close", stop);
    done(null, limited);
  });
}

function within(payload: Readable, milliseconds: number): { readonly limited: Readable; readonly stop: () => void } {
  const limited = new PassThrough();
  const timer = setTimeout(() => limited.destroy(tooSlow()), milliseconds);
  const stop = () => {
    clearTimeout(timer);
  };
  limited.once("close", stop);
  // It is all here: how long it then waits to be read is no fault of the client.
  payload.once("end", stop);
  // Where nobody reads it, nobody else hears of it, and an error that nobody hears of would end the server.
  limited.on("error", () => undefined);
  payload.on("error", (error) => limited.destroy(error));
  payload.once("close", () => {
    if (!payload.readableEnded) limited.destroy(new Problem("not-valid", "It ended before it was whole."));
  });
  payload.pipe(limited);
  return { limited, stop };
}

/** Watches a file come in. @returns what is rejected once nothing comes any more, and what ends the watch */
export function watchSilence(
  { socket }: IncomingMessage,
  milliseconds: number,
): { readonly broken: Promise<never>; readonly stop: () => void } {
  let before = socket.bytesRead;
  let timer: NodeJS.Timeout | undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      if (socket.bytesRead === before) reject(tooSlow());
      before = socket.bytesRead;
    }, milliseconds);
  });
  broken.catch(() => undefined);
  return {
    broken,
    stop: () => {
      clearInterval(timer);
    },
  };
}
