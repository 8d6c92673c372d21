import type { Client } from "pg";
import type { RowRef } from "../../check/world.ts";
import { ask } from "./connection.ts";
import type { Column, Table } from "./tables.ts";

/** Characters of a value that are kept. */
const longestValue = 2_000;

/** Which rows of a table, in SQL where `t` is the table. */
export interface Wanted {
  readonly condition: string;
  /** Said of each row found, as text. */
  readonly mark?: string;
  /** Named after the table in FROM. */
  readonly beside?: string;
  readonly values?: readonly unknown[];
  readonly limit: number;
}

/**
 * Rows of a table as plain JSON.
 * The id is the row version's address and the transaction that wrote it, since an address is used again.
 */
export async function readRows(
  client: Client,
  table: Table,
  { condition, mark = "null", beside, values = [], limit }: Wanted,
): Promise<readonly { readonly ref: RowRef; readonly mark: string | null }[]> {
  const columns = table.columns.map((column) => `left(${asText(column)}, ${longestValue + 1})`);
  const from = [`only ${table.sql} t`, ...(beside === undefined ? [] : [beside])].join(", ");
  const found = await ask(
    client,
    `select ${[mark, rowId, ...columns].join(", ")} from ${from} where ${condition} limit ${limit}`,
    values,
  );
  return found.map(([said, id, ...texts]) => {
    const entries = table.columns.map((column, index) => [column.name, valueOf(column, texts[index] ?? null)] as const);
    return { ref: { table: table.name, id: id ?? "", row: Object.fromEntries(entries) }, mark: said ?? null };
  });
}

/** SQL: the id of row `t`. */
export const rowId = "t.ctid::text || '@' || t.xmin::text";

function asText({ sql, category, base }: Column): string {
  const structured = category === "A" || category === "C";
  return structured && base !== "int2vector" && base !== "oidvector" ? `to_json(t.${sql})::text` : `t.${sql}::text`;
}

function valueOf({ base, category }: Column, text: string | null): unknown {
  if (text === null) return null;
  if (text.length > longestValue) return `${text.slice(0, longestValue)}…`;
  if (category === "B") return text === "true";
  if (category === "N" && base !== "money") {
    const number = Number(text);
    // A number that JavaScript would round stays text.
    return String(number) === text ? number : text;
  }
  if (category === "A" || category === "C" || base === "json" || base === "jsonb") {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  return text;
}
