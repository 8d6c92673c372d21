import { closeSync, lstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";

/** How long to wait for a lock of the submission's, milliseconds. */
const lockTimeout = 5_000;

const firstBytes = "SQLite format 3\0";
const deepest = 2;

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

/** Names of the databases in a folder: files, and no links to what lies elsewhere. */
export function databasesIn(folder: string, below = "", depth = 0): string[] {
  const found: string[] = [];
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = below === "" ? name : `${below}/${name}`;
    const kind = lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (kind?.isDirectory() && depth < deepest) found.push(...databasesIn(folder, path, depth + 1));
    if (kind?.isFile() && isDatabase(join(folder, path))) found.push(path);
  }
  return found;
}

function isDatabase(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    // Gone meanwhile, or closed to its own user.
    return false;
  }
  try {
    const head = Buffer.alloc(firstBytes.length);
    readSync(file, head, 0, head.length, 0);
    return head.toString("latin1") === firstBytes;
  } finally {
    closeSync(file);
  }
}

/** Runs `work` on each database of the folder, one connection each, which ends with it. */
export function onEach<T>(folder: string, work: (database: DatabaseSync, prefix: string) => T): T[] {
  const names = databasesIn(folder);
  return names.flatMap((name) => {
    const database = openDatabase(join(folder, name));
    try {
      return [work(database, names.length === 1 ? "" : `${name}:`)];
    } catch (error) {
      if (!isNoDatabase(error)) throw error;
      return [];
    } finally {
      database.close();
    }
  });
}

/** SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_NOTADB: whoever wrote such a file keeps nothing in it. */
function isNoDatabase(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && [11, 14, 26].includes(Number(error.errcode) & 0xff);
}

export function openDatabase(path: string): DatabaseSync {
  // What a submission wrote into its schema runs none of SQLite's riskier functions in our connection.
  const database = new DatabaseSync(path, { timeout: lockTimeout, enableForeignKeyConstraints: false });
  database.exec("pragma trusted_schema = off");
  return database;
}

/** Every table that holds rows itself. */
export function listTables(database: DatabaseSync, prefix: string): Table[] {
  const listed = all(
    database,
    "select name, wr from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
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
