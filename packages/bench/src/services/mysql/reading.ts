import type { Connection } from "mysql2";
import { HiddenDataError, type Hiding } from "../hiding.ts";
import { TableReader, type GivenUpTables, type ReadingProblem } from "../table-reader.ts";
import { errorNumber } from "./connection.ts";
import type { Table } from "./tables.ts";

/** The server's number for "could not get the lock in time". */
export const lockNotAvailable = 1205;

/** No such table, no such column, and what was a table is a view now. */
const gone = new Set([1146, 1054, 1347, 1356]);

/** Broken files, out of memory or space, a row that is too big to be sent. */
const unreadable = new Set([1016, 1021, 1030, 1033, 1034, 1037, 1038, 1041, 1105, 1114, 1153, 1194, 1195, 1712]);

/** What our own max_statement_time ends. */
export const statementTimeout = 1969;

/** How long a writer waits for a table that is locked, milliseconds. */
const writerPatience = 5_000;

/** Reads tables by a connection of ours. */
export class MysqlReader extends TableReader<Table> {
  readonly client: Connection;

  constructor(client: Connection, hiding: Hiding, givenUp: GivenUpTables) {
    super({ hiding, givenUp, problemOf });
    this.client = client;
  }
}

/** Runs what reads before it writes, or writes, again until it gets its locks. @throws HiddenDataError where they outlast what a writer waits. */
export async function unlessLocked<T>({ name }: Table, work: () => Promise<T>): Promise<T> {
  const beganAt = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const problem = errorNumber(error);
      if (problem !== lockNotAvailable && problem !== statementTimeout) throw error;
      const waited = performance.now() - beganAt;
      if (problem === lockNotAvailable && waited < writerPatience) continue;
      const how = problem === lockNotAvailable ? "locked" : "size";
      throw new HiddenDataError({ how, place: name, seconds: Math.round(waited / 1_000) });
    }
  }
}

function problemOf(error: unknown): ReadingProblem | undefined {
  const number = errorNumber(error) ?? 0;
  if (number === lockNotAvailable) return "locked";
  if (number === statementTimeout) return "size";
  if (gone.has(number)) return "gone";
  return unreadable.has(number) ? "unreadable" : undefined;
}
