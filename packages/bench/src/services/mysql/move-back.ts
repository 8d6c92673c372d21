import type { Connection } from "mysql2";
import type { RowRef } from "../../check/world.ts";
import { moveNumber, moveText } from "../moments.ts";
import { ask, errorNumber, type Value } from "./connection.ts";
import { lockNotAvailable, statementTimeout, unlessLocked } from "./reading.ts";
import { eachRow, keyOf, rowId } from "./rows.ts";
import { isBytes, isMoment, isNumber, isText, listTables, type Column, type Table } from "./tables.ts";

/**
 * Moves every moment in these rows back. A row that changed since it was read is found again by its primary key.
 * What the server makes itself stays, and so do numbers and texts that are the primary key or a link: they are names,
 * not times. A row whose change the database refuses stays as it was.
 *
 * @param milliseconds how far back.
 */
export async function moveBack(
  client: Connection,
  refs: readonly RowRef[],
  milliseconds: number,
): Promise<{ readonly moved: number }> {
  let moved = 0;
  for (const table of await listTables(client)) {
    const wanted = refs.filter((ref) => ref.table === table.name).map(({ id }) => id);
    if (wanted.length === 0) continue;
    for (const values of await unlessLocked(table, () => rowsNamed(client, table, wanted))) {
      moved += await unlessLocked(table, () => moveRow(client, table, values, milliseconds));
    }
  }
  return { moved };
}

/** Rows as they are now; without a primary key, those that did not change. */
export async function rowsNamed(
  client: Connection,
  table: Table,
  ids: readonly string[],
): Promise<readonly (readonly Value[])[]> {
  const versions = new Set(ids.map((id) => id.replace(/#\d+$/, "")));
  const keys = new Set(ids.map((id) => id.slice(0, id.lastIndexOf("@"))));
  const found: (readonly Value[])[] = [];
  await eachRow(client, table, (values) => {
    const isWanted = table.key.length === 0 ? versions.has(rowId(table, values)) : keys.has(keyOf(table, values));
    if (isWanted) found.push(values);
  });
  return found;
}

async function moveRow(
  client: Connection,
  table: Table,
  values: readonly Value[],
  milliseconds: number,
): Promise<number> {
  const assignments: string[] = [];
  const parameters: unknown[] = [];
  let moved = 0;
  for (const [index, column] of table.columns.entries()) {
    if (column.generated) continue;
    const change = changeOf(column, values[index] ?? null, milliseconds);
    if (change === undefined) continue;
    moved += change.moved;
    assignments.push(`${column.sql} = ${change.sql}`);
    parameters.push(change.value);
  }
  if (moved === 0) return 0;
  const which = table.key.length === 0 ? table.columns : table.key;
  const conditions = which.map((column) => `${asBytes(column)} <=> ?`).join(" and ");
  const addressed = which.map((column) => values[table.columns.indexOf(column)] ?? null);
  try {
    await ask(client, `update ${table.sql} set ${assignments.join(", ")} where ${conditions} limit 1`, [
      ...parameters,
      ...addressed,
    ]);
    return moved;
  } catch (error) {
    // A constraint or a trigger of the submission's refuses it, or its type holds no such moment.
    const number = errorNumber(error);
    if (number === undefined || number === lockNotAvailable || number === statementTimeout) throw error;
    return 0;
  }
}

/** SQL: what a value of this column is in an answer, byte by byte, whatever its collation calls equal. */
export function asBytes(column: Column, table = ""): string {
  const own = table + column.sql;
  return isBytes(column) ? `cast(${own} as binary)` : `cast(convert(${own} using utf8mb4) as binary)`;
}

interface Change {
  readonly moved: number;
  readonly value: string | number;
  /** The new value; `?` stands for `value`. */
  readonly sql: string;
}

function changeOf(column: Column, stored: Value, milliseconds: number): Change | undefined {
  if (isMoment(column)) {
    // Also where there is none: else a column that the server fills at each change would be filled now.
    const moved = stored === null || stored.toString("latin1").startsWith("0000-00-00") ? 0 : 1;
    return column.type === "date"
      ? { moved, value: Math.round(milliseconds / 86_400_000), sql: `${column.sql} - interval ? day` }
      : { moved, value: Math.round(milliseconds * 1_000), sql: `${column.sql} - interval ? microsecond` };
  }
  if (stored === null || column.isName) return undefined;
  const move = { now: Date.now(), back: milliseconds };
  const text = stored.toString("utf8");
  if (isNumber(column)) {
    const number = moveNumber(text, move);
    return number === undefined ? undefined : { moved: 1, value: number, sql: "?" };
  }
  // A blob may hold a text, such as a session; what is none has no moments.
  if (!isText(column) && !isBytes(column)) return undefined;
  const { text: value, moved } = moveText(text, move);
  return moved === 0 ? undefined : { moved, value, sql: "?" };
}
