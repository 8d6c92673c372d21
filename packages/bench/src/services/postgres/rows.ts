import type { Client } from "pg";
import type { RowRef } from "../../check/world.ts";
import { ask } from "./connection.ts";
import { arrayParts, recordParts, type Parts } from "./literal-parts.ts";
import { asText, type Column, type Table } from "./tables.ts";

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
  const columns = table.columns.map((column) => `left(${asJson(column)}, ${longestValue + 1})`);
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

/** Lists as JSON where PostgreSQL itself says how. */
function asJson(column: Column): string {
  const isList = column.category === "A" && column.isBuiltIn && !/^(int2|oid)vector$/.test(column.base);
  return isList ? `to_json(t.${column.sql})::text` : asText(column);
}

function valueOf({ base, category, isBuiltIn }: Column, text: string | null): unknown {
  if (text === null) return null;
  if (text.length > longestValue) return `${text.slice(0, longestValue)}…`;
  if (category === "B") return text === "true";
  if (category === "N" && base !== "money") {
    const number = Number(text);
    // A number that JavaScript would round stays text.
    return String(number) === text ? number : text;
  }
  if (!isBuiltIn && category === "A") return arrayParts(text)?.map(partOf) ?? text;
  if (!isBuiltIn && category === "C") return recordParts(text)?.map(partOf) ?? text;
  if (category === "A" || base === "json" || base === "jsonb") {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  return text;
}

/** Rows inside of lists and rows are parts too. */
function partOf(part: Parts[number]): unknown {
  if (part === null) return null;
  if (typeof part !== "string") return part.map(partOf);
  return recordParts(part)?.map(partOf) ?? part;
}
