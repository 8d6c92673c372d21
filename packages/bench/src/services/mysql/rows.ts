import { createHash } from "node:crypto";
import type { Connection } from "mysql2";
import type { Place, RowRef } from "../../check/world.ts";
import { formsOf, holdsForm } from "../text-forms.ts";
import { each, type Value } from "./connection.ts";
import { findInDescriptions } from "./descriptions.ts";
import type { MysqlReader } from "./reading.ts";
import { isBytes, isNumber, listTables, type Column, type Table } from "./tables.ts";

/** Characters of a value that are kept. */
const longestValue = 2_000;

/** How many rows are reported of one table, of all, and how many places of one. Each table has its share, so that no full one hides another. */
const most = { ofOne: 10_000, ofAll: 30_000, always: 1_000, whatever: 100_000 };
const mostPlaces = 1_000;

/**
 * Every row of every table, those that a table keeps of former times too, that holds the text, whatever its case, in
 * whatever form a column's type gives it; and where else it stands: in names, comments, defaults and code.
 */
export async function find(reader: MysqlReader, text: string): Promise<readonly Place[]> {
  const forms = formsOf(text);
  const places: Place[] = [];
  const { client } = reader;
  const read = async (table: Table): Promise<void> => {
    let count = 0;
    const look = (values: readonly Value[]): void => {
      for (const [index, column] of table.columns.entries()) {
        if (count >= mostPlaces) return;
        const value = valueIn(column, values[index]);
        if (value === null || !holdsForm(value, forms)) continue;
        places.push({ table: table.name, column: column.name, row: rowOf(table, values) });
        count += 1;
      }
    };
    await eachRow(client, table, look, { alsoFormer: true });
  };
  await reader.each(() => listTables(client), read);
  places.push(...(await reader.whole("information_schema", () => findInDescriptions(client, forms))));
  return places;
}

/** How many rows of each table hold the text, whatever its case; tables without any are left out. */
export async function countMentions(reader: MysqlReader, text: string): Promise<Readonly<Record<string, number>>> {
  const forms = formsOf(text);
  const counts: Record<string, number> = {};
  const read = async (table: Table): Promise<void> => {
    let count = 0;
    await eachRow(reader.client, table, (values) => {
      const told = table.columns.map((column, index) => valueIn(column, values[index]));
      if (told.some((value) => value !== null && holdsForm(value, forms))) count += 1;
    });
    if (count > 0) counts[table.name] = count;
  };
  await reader.each(() => listTables(reader.client), read);
  return counts;
}

/** Every row of every table, up to 10,000 of each. */
export function rows(reader: MysqlReader): Promise<readonly RowRef[]> {
  return rowsThat(reader, () => true);
}

/** Names of all row versions. */
export type Snapshot = ReadonlySet<string>;

export async function snapshotOf(reader: MysqlReader): Promise<Snapshot> {
  const names = new Set<string>();
  await eachVersion(reader, (_table, name) => void names.add(name));
  return names;
}

/** Rows that were not there before. */
export function newerRows(reader: MysqlReader, before: Snapshot): Promise<readonly RowRef[]> {
  return rowsThat(reader, (name) => !before.has(name));
}

async function rowsThat(reader: MysqlReader, isWanted: (name: string) => boolean): Promise<readonly RowRef[]> {
  const refs: RowRef[] = [];
  const counts = new Map<string, number>();
  await eachVersion(reader, (table, name, id, values) => {
    if (!isWanted(name)) return;
    const count = counts.get(table.id) ?? 0;
    if (count >= Math.min(most.ofOne, Math.max(most.always, most.ofAll - refs.length)) || refs.length > most.whatever) {
      reader.note("size", table.name, 0);
      return;
    }
    counts.set(table.id, count + 1);
    refs.push({ table: table.name, id, row: rowOf(table, values) });
  });
  return refs;
}

async function eachVersion(
  reader: MysqlReader,
  work: (table: Table, name: string, id: string, values: readonly Value[]) => void,
): Promise<void> {
  const read = async (table: Table): Promise<void> => {
    const seen = new Map<string, number>();
    await eachRow(reader.client, table, (values) => {
      const plainId = rowId(table, values);
      const twin = seen.get(plainId) ?? 0;
      seen.set(plainId, twin + 1);
      // Without a key, rows may be alike.
      const id = twin === 0 ? plainId : `${plainId}#${String(twin)}`;
      work(table, `${table.name} ${id}`, id, values);
    });
  };
  await reader.each(() => listTables(reader.client), read);
}

/** @param options.alsoFormer rows that the table keeps of former times. @throws whatever the server says */
export async function eachRow(
  client: Connection,
  table: Table,
  work: (values: readonly Value[]) => void,
  { alsoFormer = false }: { readonly alsoFormer?: boolean } = {},
): Promise<void> {
  if (table.columns.length === 0) return;
  const columns = table.columns.map(({ sql }) => sql).join(", ");
  const when = alsoFormer && table.isVersioned ? " for system_time all" : "";
  for await (const values of each(client, `select ${columns} from ${table.sql}${when}`)) work(values);
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
