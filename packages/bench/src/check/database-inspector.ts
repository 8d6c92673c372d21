import type { DatabaseEngine } from "./check.ts";

/** A place where a text was found in the database. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The whole row, long values cut. */
  readonly row: Readonly<Record<string, unknown>>;
}

export interface RowRef {
  readonly table: string;
  /** Names the row version (PostgreSQL: ctid and xmin; MySQL: its key and a digest; SQLite: rowid and a digest). */
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

export interface Multiplied {
  /** Copies of each row. */
  readonly made: number;
  readonly reason?: string;
  /** The database reads every row whatever its indexes, as MongoDB itself does not: how long it takes says nothing of the submission. */
  readonly ignoresIndexes?: true;
}

export interface StatementFact {
  /** Cell clock, milliseconds. */
  readonly at: number;
  /** MySQL writes the values of a prepared statement into it. */
  readonly text: string;
  readonly parameters?: string;
  readonly durationMs?: number;
  /** The server refused it: SQLSTATE, or the number by which MySQL tells more exactly what was wrong. */
  readonly error?: string;
}

export interface FindOptions {
  /**
   * Also what a database that is a file holds of it beside its rows: in freed pages, logs and other files. What was
   * deleted may be left there for a while, so it says what was once stored, and not what is.
   */
  readonly remnants?: boolean;
}

/**
 * The inspector. It uses the administrator's socket, which the submission cannot see. Texts and rows are sought in
 * Redis too, where the submission uses it; all else is the database's alone.
 */
export interface DatabaseInspector {
  readonly engine: DatabaseEngine;
  /**
   * Every row of every table whose text form contains the text, whatever its case; and where else the database holds it:
   * large objects, materialized views, names, comments, defaults, code.
   */
  find(text: string, options?: FindOptions): Promise<readonly Place[]>;
  /** How many rows of each table mention the text, whatever its case. */
  countMentions(text: string): Promise<Readonly<Record<string, number>>>;
  /** Every row of every table, up to 10,000 of each. */
  rows(): Promise<readonly RowRef[]>;
  /** Runs `act` and tells which rows it inserted or changed. */
  written<T>(act: () => Promise<T>): Promise<{ readonly result: T; readonly rows: readonly RowRef[] }>;
  /** Moves every moment in these rows (time columns, and numbers or texts that are a moment near now) back by this many milliseconds. Tells how many values were moved. */
  moveBack(rows: readonly RowRef[], milliseconds: number): Promise<{ readonly moved: number }>;
  /**
   * Makes this many copies of each of these rows, as if as many more people had done what wrote them: keys, emails and
   * secrets are new, links between the rows lead to the copies. All or none; `reason` says what stood against it. What
   * the database knows of its tables is brought up to date, and rows that the submission adds later meet no copy.
   */
  multiply(rows: readonly RowRef[], times: number): Promise<Multiplied>;
  /**
   * Lets every writer wait at the tables that `table` names (all tables unless said) while `act` runs; readers go on.
   * The locks are released when as many backends wait as `untilWaiting` says, when nothing more happens for a while, or after `atMostMs` (4,000 unless said).
   */
  holdingWrites<T>(
    act: () => Promise<T>,
    options?: { readonly untilWaiting?: number; readonly atMostMs?: number; readonly tables?: readonly string[] },
  ): Promise<{ readonly result: T; readonly waiting: number }>;
  /**
   * Lets everyone who makes a table wait while `act` runs, once they have looked whether it is there; released as in
   * `holdingWrites`. Missing where the database itself lets one after another make a table.
   */
  holdingCreations?<T>(
    act: () => Promise<T>,
    options?: { readonly untilWaiting?: number; readonly atMostMs?: number },
  ): Promise<{ readonly result: T; readonly waiting: number }>;
  constraints(): Promise<readonly { readonly table: string; readonly name: string; readonly definition: string }[]>;
  /** Statements that the server ran for the submission, from its own structured log. Needs `statement-log`. */
  statements(sinceMs?: number): Promise<readonly StatementFact[]>;
  /** For watching: is any connection of the submission's open? Needs `server`. */
  connections(): Promise<number>;
}
