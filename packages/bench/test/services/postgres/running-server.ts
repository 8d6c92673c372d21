import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { users } from "../../../src/sandbox/users.ts";
import { openInspector } from "../../../src/services/postgres/inspector.ts";
import type { OpenInspector } from "../../../src/services/open-inspector.ts";
import { startPostgres, type PostgresServer } from "../../../src/services/postgres/server.ts";
import { prepareTemplate } from "../../../src/services/postgres/template.ts";

export interface RunningServer {
  readonly server: PostgresServer;
  readonly inspector: OpenInspector;
  /** A connection of the submission's: its role, its password. */
  connect(): Promise<Client>;
  now: () => number;
  close(): Promise<void>;
}

/** A real server as a cell has it. */
export async function runServer(): Promise<RunningServer> {
  const root = await mkdtemp("/tmp/assay-pg-");
  await chmod(root, 0o711);
  const server = await startPostgres({
    template: await prepareTemplate(),
    directory: join(root, "pg"),
    ...(users.database !== undefined && { user: users.database }),
  });
  const origin = performance.now();
  const now = () => performance.now() - origin;
  const inspector = await openInspector(server, now);
  const clients: Client[] = [];
  return {
    server,
    inspector,
    now,
    async connect() {
      const client = new Client({ host: server.socketDirectory, port: 5432, ...server.application });
      client.on("error", () => undefined);
      await client.connect();
      clients.push(client);
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.end()));
      await inspector.close();
      await server.kill();
      await rm(root, { recursive: true });
    },
  };
}
