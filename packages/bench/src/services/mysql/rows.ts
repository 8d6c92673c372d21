import { createHash } from "node:crypto";
import type { Connection } from "mysql2";
import type { Place, RowRef } from "../../check/world.ts";
import { formsOf, holdsForm } from "../text-forms.ts";
import { each, errorNumber, type Value } from "./connection.ts";
import { isBytes, isNumber, listTables, type Column, type Table } from "./tables.ts";

/** Characters of a value that are kept. */
const longestValue = 2_000;

/** Rows that are told, and places of one table. */
const mostRows = 10_000;
const mostPlaces = 1_000;

/** The server's number for "that table has gone". */
const noSuchTable = 1146;

/** Every row of every table that holds the text, whatever its case, in whatever form a column's type gives it. */
export async function find(client: Connection, text: string): Promise<readonly Place[]> {
  const forms = formsOf(text);
  const places: Place[] = [];
  for (const table of await listTables(client)) {
    const before = places.length;
    await eachRow(client, table, (values) => {
      for (const [index, column] of table.columns.entries()) {
        if (places.length - before >= mostPlaces) return;
        const value = valueIn(column, values[index]);
        if (value !== null && holdsForm(value, forms)) {
          places.push({ table: table.name, column: column.name, row: rowOf(table, values) });
        }
      }
    });
  }
  return places;
}

/** How many rows of each table hold the text, whatever its case; tables without any are left out. */
export async function countMentions(client: Connection, text: string): Promise<Readonly<Record<string, number>>> {
  const forms = formsOf(text);
  const counts: Record<string, number> = {};
  for (const table of await listTables(client)) {
    let count = 0;
    await eachRow(client, table, (values) => {
      const told = table.columns.map((column, index) => valueIn(column, values[index]));
      if (told.some((value) => value !== null && holdsForm(value, forms))) count += 1;
    });
    if (count > 0) counts[table.name] = count;
  }
  return counts;
}

/** Every row of every table, up to 10,000 in all. */
export async function rows(client: Connection): Promise<readonly RowRef[]> {
  const found: RowRef[] = [];
  for (const table of await listTables(client)) {
    const seen = new Map<string, number>();
    await eachRow(client, table, (values) => {
      if (found.length >= mostRows) return;
      const id = rowId(table, values);
      const twin = seen.get(id) ?? 0;
      seen.set(id, twin + 1);
      // Without a key, rows may be alike.
      found.push({ table: table.name, id: twin === 0 ? id : `${id}#${String(twin)}`, row: rowOf(table, values) });
    });
  }
  return found;
}

export async function eachRow(
  client: Connection,
  table: Table,
  work: (values: readonly Value[]) => void,
): Promise<void> {
  if (table.columns.length === 0) return;
  const columns = table.columns.map(({ sql }) => sql).join(", ");
  try {
    for await (const values of each(client, `select ${columns} from ${table.sql}`)) work(values);
  } catch (error) {
    if (errorNumber(error) !== noSuchTable) throw error;
  }
}

/** Names the row version: its key, which stays, and a digest of all it holds. */
export function rowId(table: Table, values: readonly Value[]): string {
  return `${keyOf(table, values)}@${digestOf(values)}`;
}

/** What stays when a row is changed; empty for a table without a primary key. */
export function keyOf(table: Table, values: readonly Value[]): string {
  return table.key.map((column) => values[table.columns.indexOf(column)]?.toString("hex") ?? "").join(",");
}

function digestOf(values: readonly Value[]): string {
  const hash = createHash("sha256");
  for (const value of values) hash.update(value === null ? "null" : `${String(value.length)} `).update(value ?? "");
  return hash.digest("base64url").slice(0, 12);
}

function valueIn(column: Column, value: Value | undefined): string | Buffer | null {
  return value === null || value === undefined ? null : isBytes(column) ? value : value.toString("utf8");
}

/** As plain JSON; bytes as PostgreSQL writes them. */
function rowOf(table: Table, values: readonly Value[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(table.columns.map((column, index) => [column.name, jsonOf(column, values[index])]));
}

function jsonOf(column: Column, stored: Value | undefined): unknown {
  const value = valueIn(column, stored);
  if (value === null) return null;
  const text = typeof value === "string" ? value : `\\x${value.toString("hex")}`;
  if (text.length > longestValue) return `${text.slice(0, longestValue)}…`;
  // A number that JavaScript would round stays text.
  return isNumber(column) && String(Number(text)) === text ? Number(text) : text;
}
