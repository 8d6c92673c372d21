import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Rewrite } from "../http-reply.ts";

const everyMs = 100;

/** @param healed what is left comes at once. */
export function drip(bytesPerSecond: number, healed: AbortSignal): Rewrite {
  const dropBytes = Math.max(1, Math.floor((bytesPerSecond * everyMs) / 1000));
  const dropMs = (1000 * dropBytes) / bytesPerSecond;

  async function* drops(body: Readable): AsyncGenerator<Buffer> {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += dropBytes) {
        if (healed.aborted) {
          yield chunk.subarray(at);
          break;
        }
        await sleep(dropMs, undefined, { signal: healed }).catch(() => undefined);
        yield chunk.subarray(at, at + dropBytes);
      }
    }
  }
  return (reply) => ({ ...reply, body: Readable.from(drops(reply.body)) });
}
