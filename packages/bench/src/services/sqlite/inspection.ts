import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { DatabaseInspector, Place, RowRef } from "../../check/world.ts";
import { moveNumber, moveText } from "../moments.ts";
import { formsOf, holdsForm, type TextForms } from "../text-forms.ts";
import {
  all,
  each,
  hiding,
  isRefusal,
  listStored,
  listTables,
  onEach,
  quoted,
  readEach,
  type Table,
  type Value,
} from "./files.ts";
import { findRemnants } from "./remnants.ts";

/** Characters of a value that are kept. */
const longestValue = 2_000;

/** How many rows are reported of one table, of all, and how many places of one. Each table has its share, so that no full one hides another. */
const most = { ofOne: 10_000, ofAll: 30_000, always: 1_000, whatever: 100_000 };
const mostPlaces = 1_000;

/**
 * Every row of every table that holds the text, whatever its case; and where the schema does.
 *
 * @param remnants also what the rows no longer hold.
 */
export function find(folder: string, text: string, remnants: boolean): readonly Place[] {
  const places = [...findInRows(folder, text), ...findInSchema(folder, text)];
  return remnants && places.length === 0 ? findRemnants(folder, text) : places;
}

function findInSchema(folder: string, text: string): readonly Place[] {
  const forms = formsOf(text);
  return readEach(folder, (database, prefix) =>
    all(database, "select name, sql from sqlite_schema").flatMap(([name = null, sql = null]): Place[] =>
      [name, sql].some((value) => holds(value, forms))
        ? [{ table: `${prefix}sqlite_schema`, column: "sql", row: { name: jsonOf(name), sql: jsonOf(sql) } }]
        : [],
    ),
  ).flat();
}

function findInRows(folder: string, text: string): readonly Place[] {
  const forms = formsOf(text);
  return eachTable(folder, (database, table) => {
    const places: Place[] = [];
    for (const [, ...values] of each(database, selectAll(table))) {
      for (const [index, column] of table.columns.entries()) {
        if (places.length >= mostPlaces) return places;
        if (holds(values[index] ?? null, forms)) {
          places.push({ table: table.name, column: column.name, row: rowOf(table, values) });
        }
      }
    }
    return places;
  }).flat();
}

export function countMentions(folder: string, text: string): Readonly<Record<string, number>> {
  const forms = formsOf(text);
  const counts = eachTable(folder, (database, table) => {
    let count = 0;
    for (const [, ...values] of each(database, selectAll(table)))
      if (values.some((value) => holds(value, forms))) count++;
    return [table.name, count] as const;
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Every row of every table, up to 10,000 of each. */
export function rows(folder: string): readonly RowRef[] {
  return rowsThat(folder, () => true);
}

/** Names of all row versions when it was asked for last. */
let before: ReadonlySet<string> = new Set();

export function takeSnapshot(folder: string): void {
  before = new Set(versions(folder));
}

/** Rows that the last snapshot does not have. */
export function newerRows(folder: string): readonly RowRef[] {
  return rowsThat(folder, (name) => !before.has(name));
}

/** Differs after any change. */
export function contentMark(folder: string): string {
  return digestOf(versions(folder));
}

function versions(folder: string): readonly string[] {
  return eachTable(folder, (database, table) => {
    const names: string[] = [];
    for (const [address, ...values] of each(database, selectAll(table))) {
      names.push(`${table.name} ${String(address)}@${digestOf(values)}`);
    }
    return names;
  }).flat();
}

function rowsThat(folder: string, isWanted: (name: string) => boolean): readonly RowRef[] {
  let taken = 0;
  return eachTable(folder, (database, table) => {
    const refs: RowRef[] = [];
    const limit = taken > most.whatever ? 0 : Math.min(most.ofOne, Math.max(most.always, most.ofAll - taken));
    for (const [address, ...values] of each(database, selectAll(table))) {
      const id = `${String(address)}@${digestOf(values)}`;
      if (!isWanted(`${table.name} ${id}`)) continue;
      if (refs.length >= limit) {
        hiding.add("size", table.name, 0);
        break;
      }
      refs.push({ table: table.name, id, row: rowOf(table, values) });
    }
    taken += refs.length;
    return refs;
  }).flat();
}

/** Moves every moment in these rows back. What names a row stays, and so does a row that the database does not let be changed. */
export function moveBack(folder: string, refs: readonly RowRef[], milliseconds: number): { readonly moved: number } {
  const move = { now: Date.now(), back: milliseconds };
  const counts = onEach(folder, (database, prefix) => {
    let moved = 0;
    database.exec("begin immediate");
    for (const table of listTables(database, prefix)) {
      for (const { id } of refs.filter((ref) => ref.table === table.name)) {
        const address = id.slice(0, id.lastIndexOf("@"));
        const which = `where cast(${table.address} as text) = ?`;
        const [found] = all(database, `${selectAll(table)} ${which}`, address);
        if (found !== undefined) moved += moveRow(database, table, found.slice(1), { which, address, move });
      }
    }
    database.exec("commit");
    return moved;
  });
  return { moved: counts.reduce((sum, count) => sum + count, 0) };
}

function moveRow(
  database: DatabaseSync,
  table: Table,
  values: readonly Value[],
  { which, address, move }: { which: string; address: string; move: Parameters<typeof moveNumber>[1] },
): number {
  const assignments: string[] = [];
  const parameters: Value[] = [];
  let moved = 0;
  for (const [index, { sql, isName }] of table.columns.entries()) {
    const change = isName ? undefined : changed(values[index] ?? null, move);
    if (change === undefined) continue;
    assignments.push(`${sql} = ?`);
    parameters.push(change.value);
    moved += change.moved;
  }
  if (assignments.length === 0) return 0;
  try {
    database.prepare(`update ${table.sql} set ${assignments.join(", ")} ${which}`).run(...parameters, address);
    return moved;
  } catch {
    // A constraint or a trigger of the submission's refuses it.
    return 0;
  }
}

function changed(value: Value, move: Parameters<typeof moveNumber>[1]): { value: Value; moved: number } | undefined {
  if (typeof value === "string") {
    const { text, moved } = moveText(value, move);
    return moved === 0 ? undefined : { value: text, moved };
  }
  if (typeof value !== "bigint" && typeof value !== "number") return undefined;
  const digits = moveNumber(String(value), move);
  if (digits === undefined) return undefined;
  return { value: typeof value === "bigint" ? BigInt(digits) : Number(digits), moved: 1 };
}

/** What the database itself holds to: keys, and unique indexes. */
export function constraints(folder: string): Awaited<ReturnType<DatabaseInspector["constraints"]>> {
  const found = readEach(folder, (database, prefix) =>
    listTables(database, prefix).flatMap((table) => {
      const name = table.name.slice(prefix.length);
      return all(database, 'select name, origin from pragma_index_list(?) where "unique"', name).map(
        ([index, origin]) => {
          const parts = all(database, "select name from pragma_index_xinfo(?) where key", index);
          const columns = parts
            .map(([column]) => (column === null ? "(expression)" : quoted(String(column))))
            .join(", ");
          const kind = { pk: "PRIMARY KEY", u: "UNIQUE", c: "UNIQUE INDEX" }[String(origin)] ?? "UNIQUE";
          return { table: table.name, name: String(index), definition: `${kind} (${columns})` };
        },
      );
    }),
  );
  return found.flat();
}

function eachTable<T>(folder: string, work: (database: DatabaseSync, table: Table) => T): T[] {
  return readEach(folder, (database, prefix) =>
    listStored(database, prefix).flatMap((table) => {
      try {
        return [work(database, table)];
      } catch (error) {
        if (!isRefusal(error)) throw error;
        hiding.add("unreadable", table.name, 0);
        return [];
      }
    }),
  ).flat();
}

/** Each row's address, and its values. */
export function selectAll({ address, columns, sql }: Table): string {
  return `select ${[`cast(${address} as text)`, ...columns.map((column) => column.sql)].join(", ")} from ${sql}`;
}

function holds(value: Value, forms: TextForms): boolean {
  // SQLite knows no JSON and no lists: both are texts.
  return value !== null && holdsForm(value instanceof Uint8Array ? value : String(value), forms);
}

/** As plain JSON; bytes as PostgreSQL writes them. */
function rowOf({ columns }: Table, values: readonly Value[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, jsonOf(values[index] ?? null)]));
}

function jsonOf(value: Value): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  const text = value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
  return typeof text === "string" && text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function digestOf(values: readonly unknown[]): string {
  const hash = createHash("sha256");
  for (const value of values) hash.update(value instanceof Uint8Array ? value : `${typeof value} ${String(value)}\0`);
  return hash.digest("base64url").slice(0, 12);
}
