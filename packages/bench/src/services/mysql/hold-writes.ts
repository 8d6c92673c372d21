import { setTimeout as sleep } from "node:timers/promises";
import type { Connection, ConnectionOptions } from "mysql2";
import { applicationUser } from "./configuration.ts";
import { ask, askTexts, connect, errorNumber } from "./connection.ts";
import { listTables } from "./tables.ts";

export interface HoldOptions {
  readonly untilWaiting?: number;
  readonly atMostMs?: number;
  readonly tables?: readonly string[];
}

/** How long to wait for one more writer when several wait already, and when only one does. Milliseconds. */
const quietAfterSeveral = 300;
const quietAfterOne = 1_000;

/** How long the submission's own writing may keep us from the lock, seconds. */
const lockWithin = 1;

/** Between two looks at who waits, milliseconds. */
const lookEvery = 10;

/** The server's numbers for "could not get the lock in time", and for "that table has gone". */
const refusals = new Set([1205, 1146]);

/**
 * Runs `act` while a lock lets every writer wait. Readers go on; who locks rows that they read (`SELECT … FOR UPDATE`)
 * counts as a writer with this server. If the submission keeps writing and never lets us have the lock, `act` runs all
 * the same and nobody waits.
 */
export async function holdWrites<T>(
  administrator: ConnectionOptions,
  act: () => Promise<T>,
  { untilWaiting = Infinity, atMostMs = 4_000, tables }: HoldOptions = {},
): Promise<{ readonly result: T; readonly waiting: number }> {
  const holder = await connect(administrator);
  let waiting = 0;
  try {
    const watcher = (await lock(holder, tables)) ? await connect(administrator) : undefined;
    try {
      let settled = false;
      const acting = act().finally(() => (settled = true));
      // Its failure is told at the end, after the lock has gone.
      acting.catch(() => undefined);
      if (watcher !== undefined) waiting = await watch(watcher, { untilWaiting, atMostMs, settled: () => settled });
      await ask(holder, "unlock tables");
      return { result: await acting, waiting };
    } finally {
      watcher?.destroy();
    }
  } finally {
    // A connection that ends gives up its locks, whatever went before.
    await holder
      .promise()
      .end()
      .catch(() => holder.destroy());
  }
}

async function lock(holder: Connection, wanted: readonly string[] | undefined): Promise<boolean> {
  const chosen = (await listTables(holder)).filter(({ name }) => wanted === undefined || wanted.includes(name));
  if (chosen.length === 0) return false;
  try {
    await ask(holder, `set session lock_wait_timeout = ${String(lockWithin)}`);
    await ask(holder, `lock tables ${chosen.map(({ sql }) => `${sql} read`).join(", ")}`);
    return true;
  } catch (error) {
    if (!refusals.has(errorNumber(error) ?? 0)) throw error;
    return false;
  }
}

/** How many wait for a table, and a number that is another after each statement. */
const whoWaits = `
select coalesce(sum(state in ('Waiting for table metadata lock', 'Waiting for table level lock')), 0), max(query_id)
from information_schema.processlist where user = '${applicationUser}'`;

/** Returns when enough wait, when nothing new happens, when `act` has ended, or when it is time. Tells the most that waited. */
async function watch(
  watcher: Connection,
  until: { readonly untilWaiting: number; readonly atMostMs: number; settled(): boolean },
): Promise<number> {
  const beganAt = performance.now();
  let most = 0;
  let lastSeen = "";
  let changedAt = beganAt;
  while (!until.settled() && performance.now() - beganAt < until.atMostMs) {
    const [row] = await askTexts(watcher, whoWaits);
    const now = performance.now();
    const waiting = Number(row?.[0] ?? 0);
    const seen = String(row);
    if (seen !== lastSeen) changedAt = now;
    lastSeen = seen;
    most = Math.max(most, waiting);
    if (waiting >= until.untilWaiting) break;
    if (waiting > 0 && now - changedAt >= (waiting === 1 ? quietAfterOne : quietAfterSeveral)) break;
    await sleep(lookEvery);
  }
  return most;
}
