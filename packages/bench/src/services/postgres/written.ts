import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import type { RowRef } from "../../check/world.ts";
import { ask } from "./connection.ts";
import { largeObjects } from "./catalogs.ts";
import { applicationRole } from "./configuration.ts";
import type { PostgresReader } from "./reading.ts";
import { readRows } from "./rows.ts";
import { listTables, type Table } from "./tables.ts";

/** How many rows are reported of one table, and of all. Each table has its share, so that no full one hides another. */
const most = { ofOne: 10_000, ofAll: 30_000, always: 1_000, whatever: 100_000 };

/** How long we wait for work that goes on after the answer, milliseconds. */
const settleWithin = 2_000;

/** Every row of every table, up to 10,000 of each. */
export function rows(reader: PostgresReader): Promise<readonly RowRef[]> {
  return rowsThat(reader, "true");
}

/** What was there before something was done. */
export type Snapshot = string;

export async function snapshotOf(client: Client): Promise<Snapshot> {
  const [row] = await ask(client, "select pg_current_snapshot()");
  return row?.[0] ?? "";
}

/** Waits until the submission's connections are idle, and tells which rows are newer. */
export async function newerRows(reader: PostgresReader, snapshot: Snapshot): Promise<readonly RowRef[]> {
  await settle(reader.client);
  // The cluster is young: a transaction's number has not come round, and is its whole number.
  const newer = "not pg_visible_in_snapshot(t.xmin::text::xid8, $1::pg_snapshot)";
  return rowsThat(reader, newer, [snapshot]);
}

async function rowsThat(
  reader: PostgresReader,
  condition: string,
  values: readonly unknown[] = [],
): Promise<readonly RowRef[]> {
  const { client } = reader;
  const refs: RowRef[] = [];
  const read = async (table: Table): Promise<void> => {
    const limit = Math.min(most.ofOne, Math.max(most.always, most.ofAll - refs.length));
    const rows =
      refs.length > most.whatever ? [] : await readRows(client, table, { condition, values, limit: limit + 1 });
    for (const { ref } of rows.slice(0, limit)) refs.push(ref);
    if (rows.length > limit || refs.length > most.whatever) reader.note("size", table.name, 0);
  };
  await reader.each(async () => [...(await listTables(client)), largeObjects], read);
  return refs;
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
