import { Migrator } from "kysely/migration";
import type { Database } from "./open-database.ts";
import * as evaluations from "./migrations/0001-evaluations.ts";

/** In the order in which they are applied. One that has landed is never changed. */
const migrations = { "0001-evaluations": evaluations };

/** Brings the tables up to date. Two at once is safe: the second waits. @throws what the first failing step threw */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error("a migration failed", { cause: error });
}
