import { Migrator } from "kysely/migration";
import type { Database } from "./open-database.ts";
import * as evaluations from "./migrations/0001-evaluations.ts";
import * as people from "./migrations/0002-people.ts";
import * as hiring from "./migrations/0003-hiring.ts";
import * as portal from "./migrations/0004-portal.ts";
import * as judgement from "./migrations/0005-judgement.ts";
import * as operations from "./migrations/0006-operations.ts";
import * as wholeEvaluations from "./migrations/0007-whole-evaluations.ts";

/** In the order in which they are applied. One that has landed is never changed. */
const migrations = {
  "0001-evaluations": evaluations,
  "0002-people": people,
  "0003-hiring": hiring,
  "0004-portal": portal,
  "0005-judgement": judgement,
  "0006-operations": operations,
  "0007-whole-evaluations": wholeEvaluations,
};

/** Brings the tables up to date. Two at once is safe: the second waits. @throws what the first failing step threw */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error("a migration failed", { cause: error });
}
