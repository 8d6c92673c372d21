import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { createConnection, type Connection } from "mysql2/promise";
import { users } from "../../../src/sandbox/users.ts";
import { findMysql } from "../../../src/services/mysql/binaries.ts";
import { openInspector } from "../../../src/services/mysql/inspector.ts";
import type { OpenInspector } from "../../../src/services/open-inspector.ts";
import { startMysql, type MysqlServer } from "../../../src/services/mysql/server.ts";
import { prepareMysqlTemplate } from "../../../src/services/mysql/template.ts";

/** Where MariaDB is not installed its tests are skipped: `apt-get install mariadb-server` brings it. */
export const noMariadb = await findMysql().then(
  () => false,
  () => true,
);

export interface RunningServer {
  readonly server: MysqlServer;
  readonly inspector: OpenInspector;
  /** A connection of the submission's: its account, its password. */
  connect(): Promise<Connection>;
  now: () => number;
  close(): Promise<void>;
}

/** A real server as a cell has it. */
export async function runServer(): Promise<RunningServer> {
  const root = await mkdtemp("/tmp/assay-my-");
  await chmod(root, 0o711);
  const server = await startMysql({
    template: await prepareMysqlTemplate(),
    directory: join(root, "my"),
    ...(users.database !== undefined && { user: users.database }),
  });
  const origin = performance.now();
  const now = () => performance.now() - origin;
  const inspector = await openInspector(server, now);
  const clients: Connection[] = [];
  return {
    server,
    inspector,
    now,
    async connect() {
      const client = await connectAs(server, server.application);
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.destroy();
      await inspector.close();
      await server.kill();
      await rm(root, { recursive: true });
    },
  };
}

export function connectAs(
  { socketPath }: Pick<MysqlServer, "socketPath">,
  account: { readonly user: string; readonly password: string; readonly database?: string },
): Promise<Connection> {
  return createConnection({ socketPath, multipleStatements: true, rowsAsArray: true, ...account });
}
