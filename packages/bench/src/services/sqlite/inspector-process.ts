/**
 * Reads the submission's database files, as the submission's own user: what it can be led to read is nothing that the
 * submission could not read, and what SQLite lays beside the file belongs to the same user.
 */
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { HiddenData } from "../../check/hidden-data.ts";
import { HiddenDataError } from "../hiding.ts";
import { databasesIn, hiding, openDatabase } from "./files.ts";
import {
  constraints,
  contentMark,
  countMentions,
  find,
  moveBack,
  newerRows,
  rows,
  takeSnapshot,
} from "./inspection.ts";
import { multiply } from "./multiply.ts";

export interface SqliteInspectorSettings {
  readonly folder: string;
  /** User and group to become. */
  readonly user?: number;
}

/** Each a question with one answer. */
const answers = {
  find,
  countMentions,
  rows,
  takeSnapshot,
  newerRows,
  moveBack,
  multiply,
  constraints,
  contentMark,
  /** Tells whether writers wait from now on. */
  hold(folder: string): boolean {
    for (const name of databasesIn(folder)) {
      let database: DatabaseSync | undefined;
      try {
        database = openDatabase(join(folder, name), lockWithin);
        database.exec("begin immediate");
        held.push(database);
      } catch {
        // It is being written to all the time, or is none that can be, so nobody can be made to wait.
        database?.close();
      }
    }
    return held.length > 0;
  },
  release(): void {
    for (const database of held.splice(0)) {
      database.exec("rollback");
      database.close();
    }
  },
};
export type Answers = typeof answers;

/** What the process sends back. */
export interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
  /** What was left out of the answer. */
  readonly hidden: readonly HiddenData[];
  /** Why there is none. */
  readonly hiddenAll?: HiddenData;
}

/** How long the submission's own writing may keep us from the lock, milliseconds. */
const lockWithin = 1_000;

const held: DatabaseSync[] = [];

const { folder, user } = JSON.parse(process.argv[2] ?? "") as SqliteInspectorSettings;
if (user !== undefined) {
  process.setgroups?.([user]);
  process.setgid?.(user);
  process.setuid?.(user);
}
process.on("disconnect", () => process.exit());
process.on("message", ({ id, ask, values }: { id: number; ask: keyof Answers; values: unknown[] }) => {
  try {
    const answer = (answers[ask] as (folder: string, ...values: unknown[]) => unknown)(folder, ...values);
    process.send?.({ id, answer, hidden: hiding.take() } satisfies Reply);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const thrown = error instanceof HiddenDataError ? { hiddenAll: error.hidden } : {};
    process.send?.({ id, error: message, hidden: hiding.take(), ...thrown } satisfies Reply);
  }
});
process.send?.({ id: 0, hidden: [] } satisfies Reply);
