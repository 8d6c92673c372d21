import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import { digestOf } from "../links/token.ts";

/** How many tries there are at once, and after how many seconds one comes back. */
export interface Budget {
  readonly most: number;
  readonly secondsForOne: number;
}

/**
 * Counts tries at something that can be guessed, over restarts and for all servers together: a leaky bucket for each key.
 * Keys are kept by their digest: they may be emails.
 */
export class GuessBudget {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Takes one try before it is made, so that many at once don't get past. @returns 0, or in how many seconds to come back */
  async spend(key: string, { most, secondsForOne }: Budget): Promise<number> {
    const left = sql`greatest(0, guess_budget.spent - extract(epoch FROM now() - guess_budget.at) / ${secondsForOne})`;
    const { rows } = await sql<{ spent: number }>`
      INSERT INTO guess_budget (key, spent, at) VALUES (${digestOf(key)}, 1, now())
      ON CONFLICT (key) DO UPDATE SET spent = ${left} + 1, at = now() WHERE ${left} + 1 <= ${most}
      RETURNING spent`.execute(this.#database);
    if (rows.length > 0) {
      await this.#forget();
      return 0;
    }
    const { rows: full } = await sql<{ wait: number }>`
      SELECT (${left} + 1 - ${most}::float8) * ${secondsForOne}::float8 AS wait
      FROM guess_budget WHERE key = ${digestOf(key)}`.execute(this.#database);
    return Math.max(1, Math.ceil(full[0]?.wait ?? 1));
  }

  /** Gives back a try that was no wrong guess. */
  async giveBack(key: string): Promise<void> {
    await sql`UPDATE guess_budget SET spent = greatest(0, spent - 1) WHERE key = ${digestOf(key)}`.execute(
      this.#database,
    );
  }

  /** Old ones say nothing any more: a few go with each new one. */
  async #forget(): Promise<void> {
    await sql`
      DELETE FROM guess_budget WHERE key IN (
        SELECT key FROM guess_budget WHERE at < now() - interval '2 days' ORDER BY at LIMIT 10
        FOR UPDATE SKIP LOCKED)`.execute(this.#database);
  }
}
