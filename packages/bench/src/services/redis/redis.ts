import type { StoreInspector } from "../store-inspector.ts";
import { startRedis, type RedisOptions } from "./server.ts";

/** A Redis that runs in a cell. */
export interface CellRedis {
  readonly version: string;
  openInspector(): Promise<StoreInspector>;
  close(): Promise<void>;
}

/** A server of its own for one cell. Options and errors are those of `startRedis`. */
export async function redisIn(options: RedisOptions): Promise<CellRedis> {
  const server = await startRedis(options);
  return {
    version: options.plan.binary.version,
    openInspector: async () => (await import("./inspector.ts")).openRedisInspector(server, options.plan),
    close: () => server.kill(),
  };
}
