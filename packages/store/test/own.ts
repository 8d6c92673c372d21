import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import {
  Evaluations,
  migrate,
  openDatabase,
  openOwnServer,
  openQueue,
  type Database,
  type OwnServer,
} from "../src/index.ts";

/** A server of its own for one test file, in a folder that is removed afterwards. */
export async function ownServer(): Promise<{
  readonly server: OwnServer;
  readonly folder: string;
  remove(): Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), "assay-store-"));
  await chmod(folder, 0o711);
  const server = await openOwnServer(folder);
  return {
    server,
    folder,
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export interface Store {
  readonly url: string;
  readonly database: Database;
  readonly queue: Awaited<ReturnType<typeof openQueue>>;
  readonly evaluations: Evaluations;
  close(): Promise<void>;
}

export async function openStore(url: string): Promise<Store> {
  const database = openDatabase(url);
  await migrate(database);
  const queue = await openQueue(url, { name: "test", onTrouble: () => undefined });
  return {
    ...{ url, database, queue, evaluations: new Evaluations(database, queue) },
    async close() {
      await queue.stop({ graceful: false });
      await database.destroy();
    },
  };
}

/** An organization with a submission that has no files. */
export async function madeUp({
  database,
}: Store): Promise<{ readonly organization: string; readonly submission: string }> {
  const { id: organization } = await database
    .insertInto("organization")
    .values({ name: "Marlow & Fern" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id: submission } = await database
    .insertInto("submission")
    .values({
      organization_id: organization,
      name: "shop.zip",
      file_key: sql`'submissions/' || gen_random_uuid()`,
      bytes: 1,
      digest: "0",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { organization, submission };
}
