import { join } from "node:path";
import { ownServerUrl, prepareWorkerRole, throughOutages, workerRole, type Database } from "@assay/store";
import type { Configuration } from "./configuration.ts";

const patience = 600_000;

/**
 * Gives workers their own database role, and returns the address with which they use it. In a database of our own we make
 * the role and its password. In an operator's database, the operator names both.
 *
 * @param print writes to the server's own terminal
 */
export async function openToWorkers(
  database: Database,
  {
    configuration,
    databaseUrl,
    print,
  }: { readonly configuration: Configuration; readonly databaseUrl: string; readonly print: (text: string) => void },
): Promise<string> {
  const url =
    configuration.databaseUrl === undefined
      ? await ownServerUrl(join(configuration.data, "postgres"), workerRole)
      : configuration.workerDatabaseUrl;
  if (url === undefined) {
    if (configuration.workers > 0) {
      print(
        "The workers here use the server's own database role, which can read everything. Set ASSAY_WORKER_DATABASE_URL to give them their own: see docs/operators.md.\n",
      );
    }
    return databaseUrl;
  }
  const { username, password } = new URL(url);
  const role = { role: decodeURIComponent(username), password: decodeURIComponent(password) };
  const state = await throughOutages(() => prepareWorkerRole(database, role), patience);
  if (state === "missing") {
    throw new Error(
      `There is no database role "${role.role}", which ASSAY_WORKER_DATABASE_URL names. Create it: see "A database role for workers" in docs/operators.md.`,
    );
  }
  if (state === "too-powerful") {
    print(
      `The workers' database role "${role.role}" can read sessions. Take from it what it has been granted beside what Assay grants: see docs/operators.md.\n`,
    );
  }
  return url;
}
