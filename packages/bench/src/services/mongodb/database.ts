import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CellDatabase } from "../database.ts";
import { openGate } from "./open-gate.ts";
import { databaseName, mongodbSocketIn } from "./plan.ts";
import { startMongodb, type MongodbOptions } from "./server.ts";

/** A server of its own for one cell, behind a gate. Options and errors are those of `startMongodb`. */
export async function mongodbIn(options: MongodbOptions): Promise<CellDatabase> {
  const { plan, directory } = options;
  const socketPath = mongodbSocketIn(directory);
  await mkdir(dirname(socketPath), { recursive: true });
  const [server, gate] = await Promise.all([
    startMongodb(options),
    openGate({
      socketPath,
      target: join(directory, "socket", "server.sock"),
      database: databaseName,
      isFerretDb: plan.binary.kind === "ferretdb",
    }),
  ]);
  return {
    socketPath,
    version: plan.binary.version,
    async openInspector(now) {
      const { openInspector } = await import("./inspector.ts");
      return openInspector({ ...server, kind: plan.binary.kind }, gate, now);
    },
    lacks: () => gate.ask("lacks"),
    async close() {
      await gate.close();
      await server.kill();
    },
  };
}
