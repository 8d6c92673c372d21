import type { DatabaseSync } from "node:sqlite";
import type { RowRef } from "../../check/world.ts";
import { NotRenewable, planCopies, renewedText, type CopiedColumn, type CopiedTable, type Renewal } from "../copies.ts";
import { all, listTables, onEach, type Table, type Value } from "./files.ts";
import { selectAll } from "./inspection.ts";

/** What SQLite says against a row: generic (a function that it does not trust), too big, constraint, mismatch, range. */
const refusals = new Set([1, 18, 19, 20, 25]);

interface Source {
  readonly table: Table;
  readonly rows: readonly (readonly Value[])[];
  readonly described: CopiedTable;
}

/**
 * Makes copies of these rows, all or none of a database's.
 *
 * @param copies how many of each row, and the number of the first: each number is used once.
 * @returns what stands against it; nothing has been changed then.
 */
export function multiply(
  folder: string,
  refs: readonly RowRef[],
  copies: { readonly first: number; readonly times: number },
): string | undefined {
  try {
    onEach(folder, (database, prefix) => {
      database.exec("begin immediate");
      try {
        copyAll(database, sourcesIn(database, prefix, refs), copies);
        database.exec("commit");
      } catch (error) {
        if (database.isTransaction) database.exec("rollback");
        throw error;
      }
    });
    return undefined;
  } catch (error) {
    const isRefusal = error instanceof Error && "errcode" in error && refusals.has(Number(error.errcode) & 0xff);
    if (error instanceof NotRenewable || isRefusal) return error.message;
    throw error;
  }
}

function sourcesIn(database: DatabaseSync, prefix: string, refs: readonly RowRef[]): readonly Source[] {
  return listTables(database, prefix).flatMap((table) => {
    const which = `where cast(${table.address} as text) = ?`;
    const rows = refs
      .filter((ref) => ref.table === table.name)
      .flatMap(({ id }) => all(database, `${selectAll(table)} ${which}`, id.slice(0, id.lastIndexOf("@"))))
      .map(([, ...values]) => values);
    return rows.length === 0 ? [] : [{ table, rows, described: described(database, table, { rows, prefix }) }];
  });
}

/** With what the database holds the table to. */
function described(
  database: DatabaseSync,
  table: Table,
  { rows, prefix }: { readonly rows: Source["rows"]; readonly prefix: string },
): CopiedTable {
  const name = table.name.slice(prefix.length);
  const unique = uniqueKeys(database, table, name);
  return {
    name: table.name,
    unique,
    columns: table.columns.map((column, index) => {
      const values = rows.map((row) => row[index] ?? null);
      const form = formOf(values);
      const isCounted = form === "number" && unique.some((key) => key.includes(column.name));
      const [most] = isCounted ? all(database, `select cast(max(${column.sql}) as integer) from ${table.sql}`) : [];
      return {
        name: column.name,
        form,
        values: values.map(textOf),
        ...(typeof most?.[0] === "bigint" && { most: most[0] }),
      };
    }),
    links: all(database, 'select "from", "table", "to" from pragma_foreign_key_list(?)', name).map(
      ([from, other, to]) => {
        const [key] = all(database, "select name from pragma_table_xinfo(?) where pk = 1", other);
        return { column: String(from), table: `${prefix}${String(other)}`, to: String(to ?? key?.[0]) };
      },
    ),
  };
}

function uniqueKeys(database: DatabaseSync, { columns }: Table, name: string): readonly (readonly string[])[] {
  const keys = all(database, 'select name from pragma_index_list(?) where "unique"', name).map(([index]) => {
    const parts = all(database, "select name from pragma_index_xinfo(?) where key", index);
    if (parts.every(([part]) => part !== null)) return parts.map(([part]) => String(part));
    // Of an expression SQLite tells the text alone.
    const [text] = all(database, "select sql from sqlite_schema where name = ?", index);
    const words = new Set(String(text?.[0]).slice(String(text?.[0]).indexOf("(")).split(/\W+/));
    return columns.map((column) => column.name).filter((column) => words.has(column));
  });
  const primary = all(database, "select name from pragma_table_xinfo(?) where pk > 0", name).map(([part]) =>
    String(part),
  );
  return primary.length === 0 ? keys : [...keys, primary];
}

/** SQLite's columns hold what they are given: the values themselves say what they are. */
function formOf(values: readonly Value[]): CopiedColumn["form"] {
  const present = values.filter((value) => value !== null);
  if (present.every((value) => typeof value === "bigint")) return "number";
  if (present.every((value) => typeof value === "string")) return "text";
  return present.every((value) => value instanceof Uint8Array) ? "bytes" : "other";
}

function textOf(value: Value): string | null {
  if (value === null) return null;
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);
}

function copyAll(
  database: DatabaseSync,
  sources: readonly Source[],
  { first, times }: { readonly first: number; readonly times: number },
): void {
  const plan = planCopies(sources.map((source) => source.described));
  for (const { table, rows } of sources) {
    const renewals = table.columns.map(({ name }) => plan.get(table.name)?.get(name));
    const columns = table.columns.map(({ sql }) => sql).join(", ");
    const insert = database.prepare(
      `insert into ${table.sql} (${columns}) values (${table.columns.map(() => "?").join(", ")})`,
    );
    for (let nth = 1; nth <= times; nth++) {
      for (const row of rows) insert.run(...row.map((value, index) => copyOf(value, renewals[index], { nth, first })));
    }
  }
}

function copyOf(
  value: Value,
  renewal: Renewal | undefined,
  { nth, first }: { readonly nth: number; readonly first: number },
): Value {
  if (renewal === undefined || value === null) return value;
  if (renewal.kind === "number") return (value as bigint) + BigInt(nth) * renewal.step;
  const text = renewedText(textOf(value) ?? "", renewal, first + nth - 1);
  return value instanceof Uint8Array ? Buffer.from(text, "latin1") : text;
}
