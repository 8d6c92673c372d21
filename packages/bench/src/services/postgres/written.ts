import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import type { RowRef } from "../../check/world.ts";
import { ask } from "./connection.ts";
import { applicationRole } from "./configuration.ts";
import { readRows } from "./rows.ts";
import { listTables } from "./tables.ts";

const mostRows = 10_000;

/** How long we wait for work that goes on after the answer, milliseconds. */
const settleWithin = 2_000;

/** Every row of every table, up to 10,000 in all. */
export function rows(client: Client): Promise<readonly RowRef[]> {
  return rowsThat(client, "true");
}

/** Runs `act`, waits until the submission's connections are idle, and tells which rows are newer than before. */
export async function written<T>(
  client: Client,
  act: () => Promise<T>,
): Promise<{ readonly result: T; readonly rows: readonly RowRef[] }> {
  const [snapshot] = await ask(client, "select pg_current_snapshot()");
  const result = await act();
  await settle(client);
  // The cluster is young: a transaction's number has not come round, and is its whole number.
  const newer = "not pg_visible_in_snapshot(t.xmin::text::xid8, $1::pg_snapshot)";
  return { result, rows: await rowsThat(client, newer, [snapshot?.[0]]) };
}

async function rowsThat(
  client: Client,
  condition: string,
  values: readonly unknown[] = [],
): Promise<readonly RowRef[]> {
  const found: RowRef[] = [];
  for (const table of await listTables(client)) {
    const limit = mostRows - found.length;
    for (const { ref } of await readRows(client, table, { condition, values, limit })) found.push(ref);
  }
  return found;
}

/** An answer may come before its transaction ends: some reply first and work afterwards. */
async function settle(client: Client): Promise<void> {
  const deadline = performance.now() + settleWithin;
  const busy = `select count(*) from pg_stat_activity where usename = '${applicationRole}' and state <> 'idle'`;
  while (performance.now() < deadline) {
    const [row] = await ask(client, busy);
    if (row?.[0] === "0") return;
    await sleep(20);
  }
}
