import type { CellDatabase } from "../database.ts";
import { startPostgres } from "./server.ts";

/** A server of its own for one cell. Options and errors are those of `startPostgres`. */
export async function postgresIn(options: Parameters<typeof startPostgres>[0]): Promise<CellDatabase> {
  const server = await startPostgres(options);
  return {
    socketPath: server.socketPath,
    version: `PostgreSQL ${options.template.version}`,
    // Read only now: a cell's servers come up while the rest of our program is read.
    openInspector: async (now) => (await import("./inspector.ts")).openInspector(server, now),
    close: () => server.kill(),
  };
}
