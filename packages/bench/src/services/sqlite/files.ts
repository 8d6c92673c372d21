import { closeSync, constants, lstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { Hiding, HiddenDataError } from "../hiding.ts";
import { memoryOf } from "./file-bytes.ts";

/** How long who writes, and who reads, waits for a lock of the submission's, milliseconds. */
const lockTimeouts = { write: 5_000, read: 1_500, readAgain: 100 };

const firstBytes = "SQLite format 3\0";

/** Folders within folders, and files in all, that are looked through. */
const deepest = 8;
const mostFiles = 20_000;

/** Bytes of a value, or of a row, that are read: more would fill our memory. */
export const longestStored = 64 * 1024 * 1024;

/** What could not be read in this process. */
export const hiding = new Hiding();

/** SQLite's codes: busy and locked. */
const lockedCodes = [5, 6];

export interface Column {
  readonly name: string;
  /** Quoted, for a statement. */
  readonly sql: string;
  /** It is part of the primary key, or a foreign key starts or ends at it: a name, not a time. */
  readonly isName: boolean;
}

export interface Table {
  /** As people read it: `users`, or `sessions.db:users` where the folder holds several databases. */
  readonly name: string;
  /** Quoted, for a statement. */
  readonly sql: string;
  /** SQL that tells a row from all others of its table. */
  readonly address: string;
  readonly columns: readonly Column[];
}

/** Names of all files in a folder, and none of links to what lies elsewhere. */
export function filesIn(folder: string): readonly string[] {
  const files: string[] = [];
  const walk = (below: string, depth: number): void => {
    for (const name of namesIn(join(folder, below), below)) {
      const path = below === "" ? name : `${below}/${name}`;
      const kind = lstatSync(join(folder, path), { throwIfNoEntry: false });
      if (kind?.isFile() === true) files.push(path);
      if (kind?.isDirectory() !== true || files.length > mostFiles) continue;
      if (depth < deepest) walk(path, depth + 1);
      else hiding.add("size", path, 0);
    }
  };
  walk("", 0);
  if (files.length > mostFiles) hiding.add("size", "its data folder", 0);
  return files.slice(0, mostFiles);
}

function namesIn(path: string, shown: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EPERM") return [];
    hiding.add("unreadable", shown === "" ? "its data folder" : shown, 0);
    return [];
  }
}

/** Names of the databases in a folder. */
export function databasesIn(folder: string): readonly string[] {
  return filesIn(folder).filter((name) => isDatabase(join(folder, name), name));
}

function isDatabase(path: string, name: string): boolean {
  let file: number;
  try {
    // What became a pipe or a link meanwhile is neither waited for nor followed.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Closed to its own user.
    if (code === "EACCES" || code === "EPERM") hiding.add("unreadable", name, 0);
    return false;
  }
  try {
    const head = Buffer.alloc(firstBytes.length);
    readSync(file, head, 0, head.length, 0);
    return head.toString("latin1") === firstBytes;
  } catch {
    return false;
  } finally {
    closeSync(file);
  }
}

/**
 * Runs `work`, which writes, on each database of the folder, one connection each, which ends with it.
 *
 * @throws HiddenDataError where one stays locked
 */
export function onEach<T>(folder: string, work: (database: DatabaseSync, prefix: string) => T): T[] {
  const names = databasesIn(folder);
  return names.flatMap((name) => {
    const beganAt = performance.now();
    try {
      return [within(openDatabase(join(folder, name)), (database) => work(database, prefixOf(name, names)))];
    } catch (error) {
      if (isCode(error, lockedCodes)) {
        const seconds = Math.round((performance.now() - beganAt) / 1_000);
        throw new HiddenDataError({ how: "locked", place: name, seconds });
      }
      if (!isCode(error, noDatabase)) throw error;
      hiding.add("unreadable", name, performance.now() - beganAt);
      return [];
    }
  });
}

/** Databases that were locked when they were read last. */
const wereLocked = new Set<string>();

/**
 * As `onEach`, for work that only reads. A database that stays locked is read as its files are: a lock is for those who
 * keep to it, and who holds one for ever, as some honest apps do with a database of their own, hides nothing by it.
 */
export function readEach<T>(folder: string, work: (database: DatabaseSync, prefix: string) => T): T[] {
  const names = databasesIn(folder);
  return names.flatMap((name) => {
    const beganAt = performance.now();
    const path = join(folder, name);
    const read = (database: DatabaseSync): T => {
      database.exec("pragma query_only = on");
      return work(database, prefixOf(name, names));
    };
    try {
      try {
        const timeout = wereLocked.has(name) ? lockTimeouts.readAgain : lockTimeouts.read;
        const result = within(openDatabase(path, timeout), read);
        wereLocked.delete(name);
        return [result];
      } catch (error) {
        if (!isCode(error, lockedCodes)) throw error;
        wereLocked.add(name);
        const memory = memoryOf(path);
        if (typeof memory !== "string") return [within(memory, read)];
        hiding.add(memory, name, performance.now() - beganAt);
      }
    } catch (error) {
      if (!isRefusal(error)) throw error;
      hiding.add("unreadable", name, performance.now() - beganAt);
    }
    return [];
  });
}

function within<T>(database: DatabaseSync, work: (database: DatabaseSync) => T): T {
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** What stands before a table's name where the folder holds several databases. */
function prefixOf(name: string, names: readonly string[]): string {
  return names.length === 1 ? "" : `${name}:`;
}

/** SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB. */
const noDatabase = [11, 14, 26];

function isCode(error: unknown, codes: readonly number[]): boolean {
  return error instanceof Error && "errcode" in error && codes.includes(Number(error.errcode) & 0xff);
}

/** SQLite itself says that it cannot read this, whatever for; that it is locked is another matter. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && !isCode(error, lockedCodes);
}

export function openDatabase(path: string, timeout: number = lockTimeouts.write): DatabaseSync {
  const database = new DatabaseSync(path, {
    timeout,
    enableForeignKeyConstraints: false,
    limits: { length: longestStored },
  });
  try {
    harden(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** What a submission wrote into its schema runs none of SQLite's riskier functions in our connection, and cannot break its files by us. */
export function harden(database: DatabaseSync): void {
  database.enableDefensive(true);
  database.exec("pragma trusted_schema = off; pragma cell_size_check = on");
}

/** SQLite's own tables: no others count as such, whatever a submission wrote into its schema. */
const ownTables = "('sqlite_schema', 'sqlite_sequence', 'sqlite_stat1', 'sqlite_stat3', 'sqlite_stat4')";

/** Every table that holds rows itself, but for those in which a virtual table keeps its rows. */
export function listTables(database: DatabaseSync, prefix: string): Table[] {
  return tablesOf(database, prefix, "('table')");
}

/** Those too. */
export function listStored(database: DatabaseSync, prefix: string): Table[] {
  return tablesOf(database, prefix, "('table', 'shadow')");
}

function tablesOf(database: DatabaseSync, prefix: string, types: string): Table[] {
  const listed = all(
    database,
    `select name, wr from pragma_table_list where schema = 'main' and type in ${types} and name not in ${ownTables} order by name`,
  );
  const links = new Set<string>();
  for (const [name] of listed) {
    for (const [from, table, to] of all(
      database,
      'select "from", "table", "to" from pragma_foreign_key_list(?)',
      name,
    )) {
      links.add(`${String(name)}\0${String(from)}`).add(`${String(table)}\0${String(to)}`);
    }
  }
  return listed.map(([name, withoutRowId]) => {
    const described = all(database, "select name, pk, hidden from pragma_table_xinfo(?)", name);
    const columns = described
      .filter(([, , hidden]) => hidden === 0n)
      .map(([column, key]) => ({
        name: String(column),
        sql: quoted(String(column)),
        isName: key !== 0n || links.has(`${String(name)}\0${String(column)}`),
      }));
    const taken = new Set(columns.map((column) => column.name.toLowerCase()));
    const keys = described.filter(([, key]) => key !== 0n).map(([column]) => `quote(${quoted(String(column))})`);
    const rowId = withoutRowId === 0n ? ["rowid", "_rowid_", "oid"].find((alias) => !taken.has(alias)) : undefined;
    return {
      name: `${prefix}${String(name)}`,
      sql: quoted(String(name)),
      address: rowId ?? keys.join(" || ',' || "),
      columns,
    };
  });
}

export type Value = string | bigint | number | Uint8Array | null;

/** Rows as lists. */
export function all(database: DatabaseSync, sql: string, ...values: (Value | undefined)[]): Value[][] {
  return prepared(database, sql).all(...values.map((value) => value ?? null)) as unknown as Value[][];
}

export function* each(database: DatabaseSync, sql: string): Generator<Value[]> {
  for (const row of prepared(database, sql).iterate()) yield row as unknown as Value[];
}

function prepared(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  return statement;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
