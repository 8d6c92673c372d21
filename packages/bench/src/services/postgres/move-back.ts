import type { Client } from "pg";
import type { RowRef } from "../../check/world.ts";
import { ask, codeOf } from "./connection.ts";
import { moveJson, moveNumber, moveText } from "../moments.ts";
import { unlessLocked } from "./reading.ts";
import { rowId } from "./rows.ts";
import { asText, listTables, type Column, type Table } from "./tables.ts";

/**
 * Moves every moment in these rows back. A row that changed since it was read is found again by its primary key.
 * What the server makes itself stays, and so do numbers and texts that are the primary key or a link: they are names,
 * not times. A row whose change the database refuses stays as it was.
 *
 * @param milliseconds how far back.
 */
export async function moveBack(
  client: Client,
  refs: readonly RowRef[],
  milliseconds: number,
): Promise<{ readonly moved: number }> {
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  let moved = 0;
  await ask(client, "begin");
  try {
    // Else the submission's own triggers might put a moment right again.
    await ask(client, "set local session_replication_role = replica");
    for (const ref of refs) {
      const table = tables.get(ref.table);
      if (table === undefined) continue;
      moved += await unlessLocked(table, () => moveRow(client, table, ref, milliseconds));
    }
    await ask(client, "commit");
  } catch (error) {
    await ask(client, "rollback");
    throw error;
  }
  return { moved };
}

/** Not a refusal: a lock, a limit, or the server ends what we do. All else is said by a value, a constraint, or code of the submission's. */
const noRefusals = /^(40|53|54|55P03|57|58|XX)/;

async function moveRow(client: Client, table: Table, ref: RowRef, milliseconds: number): Promise<number> {
  const columns = table.columns.filter(({ generated }) => !generated);
  const which = conditionFor(table, ref);
  const texts = columns.map(asText);
  const [found] = await ask(
    client,
    `select ${["t.ctid::text", ...texts].join(", ")} from only ${table.sql} t where ${which.sql} for update`,
    which.values,
  );
  if (found === undefined) return 0;
  const [address, ...values] = found;

  const assignments: string[] = [];
  const parameters: unknown[] = [address];
  let moved = 0;
  columns.forEach((column, index) => {
    const text = values[index] ?? null;
    if (text === null) return;
    const change = changeOf(column, text, milliseconds);
    if (change === undefined) return;
    moved += change.moved;
    parameters.push(change.value);
    assignments.push(`${column.sql} = ${change.expression(`$${parameters.length}`)}`);
  });
  if (assignments.length === 0) return 0;

  // Through the partitioned table, so that a row may pass into another partition.
  const target = table.root === undefined ? `only ${table.sql}` : table.root.sql;
  await ask(client, "savepoint before_row");
  try {
    await ask(
      client,
      `update ${target} t set ${assignments.join(", ")} where t.tableoid = ${table.id} and t.ctid = $1::tid`,
      parameters,
    );
    await ask(client, "release before_row");
    return moved;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || noRefusals.test(code)) throw error;
    await ask(client, "rollback to before_row");
    return 0;
  }
}

/** SQL for row `t`, wherever it is now. */
export function conditionFor(table: Table, ref: RowRef): { readonly sql: string; readonly values: readonly string[] } {
  if (table.key.length === 0) return { sql: `${rowId} = $1`, values: [ref.id] };
  const columns = table.columns.filter(({ name }) => table.key.includes(name));
  return {
    sql: columns.map((column, index) => `${asText(column)} = $${index + 1}`).join(" and "),
    values: columns.map(({ name }) => String(ref.row[name])),
  };
}

interface Change {
  readonly moved: number;
  readonly value: string;
  /** SQL of the new value; `parameter` stands for `value`. */
  expression(parameter: string): string;
}

function changeOf(column: Column, text: string, milliseconds: number): Change | undefined {
  const { base, category, sql, type } = column;
  const move = { now: Date.now(), back: milliseconds };
  if (category === "D") {
    if (text === "infinity" || text === "-infinity") return undefined;
    if (base === "date") {
      const value = String(Math.round(milliseconds / 86_400_000));
      return { moved: 1, value, expression: (parameter) => `t.${sql} - ${parameter}::integer` };
    }
    const value = `${milliseconds} milliseconds`;
    return { moved: 1, value, expression: (parameter) => `t.${sql} - ${parameter}::interval` };
  }
  if (column.isKey || column.linked) return undefined;
  const moved = newText(category, base, text, move);
  if (moved === undefined || moved.moved === 0) return undefined;
  return { moved: moved.moved, value: moved.text, expression: (parameter) => `${parameter}::text::${type}` };
}

function newText(category: string, base: string, text: string, move: Parameters<typeof moveNumber>[1]) {
  if (base === "json" || base === "jsonb") return moveJson(text, move);
  if (category === "S") return moveText(text, move);
  if (category !== "N" || base === "money") return undefined;
  const number = moveNumber(text, move);
  return number === undefined ? undefined : { text: number, moved: 1 };
}
