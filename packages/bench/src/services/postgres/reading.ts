import type { Client } from "pg";
import { HiddenDataError, type Hiding } from "../hiding.ts";
import { TableReader, type GivenUpTables, type ReadingProblem } from "../table-reader.ts";
import { codeOf, lockNotAvailable } from "./connection.ts";
import type { Table } from "./tables.ts";

/** PostgreSQL's code for what our own statement_timeout ends: nobody else can cancel what we ask. */
const statementTimeout = "57014";

/** No such table, no such column, and what was a table is a view now. */
const gone = new Set(["42P01", "42703", "55000"]);

/** Reads tables by a connection of ours. */
export class PostgresReader extends TableReader<Table> {
  readonly client: Client;

  constructor(client: Client, hiding: Hiding, givenUp: GivenUpTables) {
    super({ hiding, givenUp, problemOf });
    this.client = client;
  }
}

/** Runs what writes to a table. @throws HiddenDataError where its lock, or what it makes the server do, outlasts what a writer waits. */
export async function unlessLocked<T>({ name }: Table, write: () => Promise<T>): Promise<T> {
  const beganAt = performance.now();
  try {
    return await write();
  } catch (error) {
    const code = codeOf(error);
    if (code !== lockNotAvailable && code !== statementTimeout) throw error;
    const seconds = Math.round((performance.now() - beganAt) / 1_000);
    throw new HiddenDataError({ how: code === lockNotAvailable ? "locked" : "size", place: name, seconds });
  }
}

function problemOf(error: unknown): ReadingProblem | undefined {
  const code = codeOf(error) ?? "";
  if (code === lockNotAvailable) return "locked";
  if (code === statementTimeout) return "size";
  if (gone.has(code)) return "gone";
  // Out of memory, a limit of the server's, or a row that it cannot even send.
  return /^(53|54|XX)/.test(code) ? "unreadable" : undefined;
}
