import type { Place } from "../../check/world.ts";
import { formsOf } from "../text-forms.ts";
import { findInCatalogs, findInLargeObjects } from "./catalogs.ts";
import { ask } from "./connection.ts";
import type { PostgresReader } from "./reading.ts";
import { readRows } from "./rows.ts";
import { asText, listStored, listTables, type Column, type Table } from "./tables.ts";

/** Rows of one table that are told. */
const mostRows = 1_000;

/**
 * Every row of every table and materialized view that holds the text, whatever its case, in whatever form a column's type
 * gives it; and where else it stands: in large objects, names, comments, labels, code and settings.
 */
export async function find(reader: PostgresReader, text: string): Promise<readonly Place[]> {
  const { client } = reader;
  const places: Place[] = [];
  const read = async (table: Table): Promise<void> => {
    if (table.columns.length === 0) return;
    const named = table.columns.map((column, index) => `case when ${holds(column)} then ${index} end`);
    const rows = await readRows(client, table, {
      condition: anyHolds(table),
      mark: `concat_ws(',', ${named.join(", ")})`,
      beside,
      values: parametersFor(text),
      limit: mostRows,
    });
    for (const { ref, mark } of rows) {
      for (const index of mark?.split(",") ?? []) {
        places.push({ table: table.name, column: table.columns[Number(index)]?.name ?? "", row: ref.row });
      }
    }
  };
  await reader.each(() => listStored(client), read);
  const forms = formsOf(text);
  places.push(...(await reader.whole("pg_largeobject", () => findInLargeObjects(client, forms))));
  places.push(...(await reader.whole("pg_catalog", () => findInCatalogs(client, forms))));
  return places;
}

/**
 * How many rows of each table hold the text, whatever its case; tables without any are left out. Materialized views are
 * copies, whose rows come and go when they are made anew, and are none.
 */
export async function countMentions(reader: PostgresReader, text: string): Promise<Readonly<Record<string, number>>> {
  const { client } = reader;
  const counts: Record<string, number> = {};
  const read = async (table: Table): Promise<void> => {
    if (table.columns.length === 0) return;
    const [row] = await ask(
      client,
      `select count(*) from only ${table.sql} t, ${beside} where ${anyHolds(table)}`,
      parametersFor(text),
    );
    const count = Number(row?.[0] ?? 0);
    if (count > 0) counts[table.name] = count;
  };
  await reader.each(() => listTables(client), read);
  return counts;
}

/** SQL: the forms that are sought, beside the table. */
const beside = "(select $1::text[] plain, $2::text[] nested, $3::bytea[] bytes) sought";

/** As parameters. PostgreSQL's text can hold no NUL, so no column of text holds a text that has one. */
function parametersFor(text: string): readonly [readonly string[], readonly string[], readonly Buffer[]] {
  const { plain, nested, bytes } = formsOf(text);
  return [withoutNul(plain), withoutNul(nested), bytes];
}

function withoutNul(texts: readonly string[]): string[] {
  return texts.filter((text) => !text.includes("\0"));
}

function anyHolds(table: Table): string {
  return table.columns.map(holds).join(" or ");
}

/** SQL: this column of row `t` holds one of the forms. */
function holds(column: Column): string {
  const { sql, base, category } = column;
  // Lists, rows, ranges, JSON: within them a text is quoted.
  const structured = ["A", "C", "R", "U"].includes(category);
  // The database's own collation, since a column's own may not allow the search.
  const text = `lower((${asText(column)}) collate "default")`;
  const inText = `exists (select from unnest(sought.${structured ? "nested" : "plain"}) form where strpos(${text}, lower(form)) > 0)`;
  if (base !== "bytea") return inText;
  const escaped = `lower(encode(t.${sql}, 'escape'))`;
  const inBytes = `exists (select from unnest(sought.bytes) form where strpos(${escaped}, lower(encode(form, 'escape'))) > 0)`;
  return `(${inText} or ${inBytes})`;
}
