import { randomUUID } from "node:crypto";
import { evaluationQueue } from "@assay/store";
import { sql } from "kysely";
import type { FastifyInstance } from "fastify";
import type { Parts } from "../parts.ts";

/** How long one look at the files is good for: each costs a write. Milliseconds. */
const filesLookedAtFor = 30_000;
const patience = 5_000;

/**
 * For whatever watches over us. `/api/health`: this process lives. `/api/ready`: it can do its work; 503 with what can't be
 * reached, or with a disk that is nearly full. Neither says anything of what is inside.
 */
export function answerHealth(app: FastifyInstance, { database, queue, files, freeSpace }: Parts): void {
  const options = { schema: { hide: true }, config: { rateLimit: false as const }, logLevel: "warn" as const };
  app.get("/api/health", options, () => ({ status: "alive" }));

  let filesAt = -Infinity;
  const looks = {
    database: () => sql`SELECT 1`.execute(database),
    queue: async () => {
      if ((await queue.getQueue(evaluationQueue)) === null) throw new Error("the queue is not there");
    },
    files: async () => {
      if (performance.now() - filesAt < filesLookedAtFor) return;
      const key = `probe/${randomUUID()}`;
      await files.put(key, new Uint8Array([1]));
      await files.remove(key);
      filesAt = performance.now();
    },
  } as const;

  app.get("/api/ready", options, async (_request, reply) => {
    const states: (readonly [string, "ok" | "away" | "full"])[] = await Promise.all(
      Object.entries(looks).map(async ([name, look]) => [name, await works(look)] as const),
    );
    const isLow = await freeSpace.isLow().catch(() => false);
    states.push(["disk", isLow ? "full" : "ok"]);
    const ready = states.every(([, state]) => state === "ok");
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not-ready", ...Object.fromEntries(states) });
  });
}

async function works(look: () => Promise<unknown>): Promise<"ok" | "away"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("no answer"));
    }, patience);
  });
  try {
    await Promise.race([look(), late]);
    return "ok";
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}
