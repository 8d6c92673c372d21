import type { CellDatabase } from "../database.ts";
import { startMysql } from "./server.ts";

/** A server of its own for one cell. Options and errors are those of `startMysql`. */
export async function mysqlIn(options: Parameters<typeof startMysql>[0]): Promise<CellDatabase> {
  const server = await startMysql(options);
  return {
    socketPath: server.socketPath,
    version: `MariaDB ${options.template.version}`,
    // Read only now: a cell's servers come up while the rest of our program is read.
    openInspector: async (now) => (await import("./inspector.ts")).openInspector(server, now),
    close: () => server.kill(),
  };
}
