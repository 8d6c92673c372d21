import { setTimeout as passed } from "node:timers/promises";
import { sql } from "kysely";
import { migrationNames } from "./migrate.ts";
import type { Database } from "./open-database.ts";

const pause = 500;

/**
 * For workers, which never change tables: tries until the server has brought the database up to date and let them in.
 *
 * @param act what a worker opens
 * @param onWait hears once for each reason why it has to wait
 * @param withinMs after which the last error is thrown
 */
export async function waitForServer<T>(
  act: () => Promise<T>,
  { withinMs, onWait }: { readonly withinMs: number; readonly onWait: (reason: string) => void },
): Promise<T> {
  const until = performance.now() + withinMs;
  let reason = "";
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof NewerDatabase || performance.now() + pause > until) throw error;
      const message = error instanceof Error ? error.message : String(error);
      if (message !== reason) onWait(message);
      reason = message;
      await passed(pause);
    }
  }
}

/** The server is of a newer version: waiting would not help. */
class NewerDatabase extends Error {}

/** @throws Error while the server has not brought the tables up to date, or where they are newer than this worker */
export async function assertCurrent(database: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(database);
  const applied = rows.map(({ name }) => name);
  if (applied.some((name) => !migrationNames.includes(name))) {
    throw new NewerDatabase("The database is newer than this worker. Update the worker to the server's version.");
  }
  if (migrationNames.some((name) => !applied.includes(name))) {
    throw new Error("the server hasn't brought the database up to date yet");
  }
}
