import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { MongoClient, type MongoClientOptions } from "mongodb";
import { AssayError } from "../../../src/errors/assay-error.ts";
import { users } from "../../../src/sandbox/users.ts";
import { cacheFolder } from "../../../src/services/cache-folder.ts";
import type { CellDatabase } from "../../../src/services/database.ts";
import { findMongodb, type MongodbBinary } from "../../../src/services/mongodb/binaries.ts";
import { mongodbIn } from "../../../src/services/mongodb/database.ts";
import type { OpenInspector } from "../../../src/services/open-inspector.ts";
import { planFor } from "../../../src/services/mongodb/plan.ts";

/** How long FerretDB may take to be built once for each machine, milliseconds. */
export const buildsWithin = 600_000;

/** The server of this machine, or the sentence that says what is missing. */
export async function binaryHere(): Promise<MongodbBinary | string> {
  try {
    return await findMongodb(cacheFolder());
  } catch (error) {
    if (error instanceof AssayError && error.code === "mongodb-missing") return error.message;
    throw error;
  }
}

export interface RunningMongodb {
  readonly database: CellDatabase;
  readonly inspector: OpenInspector;
  readonly now: () => number;
  /** As the submission connects. */
  connect(options?: MongoClientOptions & { readonly password?: string }): Promise<MongoClient>;
  close(): Promise<void>;
}

/** A real server as a cell has it. */
export async function runMongodb(binary: MongodbBinary): Promise<RunningMongodb> {
  const root = await mkdtemp("/tmp/assay-mongo-");
  await chmod(root, 0o711);
  const plan = planFor(binary);
  const directory = join(root, "database");
  const database = await mongodbIn({ plan, directory, ...(users.database !== undefined && { user: users.database }) });
  const origin = performance.now();
  const now = (): number => performance.now() - origin;
  const inspector = await database.openInspector(now);
  const clients: MongoClient[] = [];
  return {
    database,
    inspector,
    now,
    async connect({ password = plan.passwords.application, ...options } = {}) {
      const address = `mongodb://app:${password}@${encodeURIComponent(database.socketPath ?? "")}/app`;
      const client = new MongoClient(address, { serverSelectionTimeoutMS: 5_000, ...options });
      clients.push(client);
      await client.connect();
      return client;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await inspector.close();
      await database.close();
      await rm(root, { recursive: true });
    },
  };
}
