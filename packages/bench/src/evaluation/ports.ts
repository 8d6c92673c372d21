import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import type { CellPlan } from "../cell/protocol.ts";
import type { DatabaseEngine } from "../check/check.ts";

/** Where each server usually listens. */
const usualPorts: Readonly<Record<DatabaseEngine, number>> = {
  postgres: 5432,
  mysql: 3306,
  mongodb: 27017,
  sqlite: 5432,
};

/** In a namespace of its own every cell can have the same ports, the ones people expect. */
export function portsInNamespace(copies: number, engine: DatabaseEngine): CellPlan["ports"] {
  return {
    copies: Array.from({ length: copies }, (_none, copy) => 8081 + copy),
    database: usualPorts[engine],
    mail: 2525,
    redis: 6379,
  };
}

/** Below those that the kernel gives to outgoing connections, one of which could take a port between our look and its use. */
const lowestPort = 20_000;
const highestPort = 31_999;

/** Without a sandbox: ports that are free on this machine just now. */
export async function freePorts(copies: number): Promise<CellPlan["ports"]> {
  const found: number[] = [];
  while (found.length < copies + 3) {
    const port = randomInt(lowestPort, highestPort + 1);
    if (!found.includes(port) && (await isFree(port))) found.push(port);
  }
  const [database, mail, redis, ...rest] = found as [number, number, number, ...number[]];
  return { copies: rest, database, mail, redis };
}

/** Nothing listens there, at any address. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
