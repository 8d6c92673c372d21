import { setTimeout as sleep } from "node:timers/promises";
import type { Client, ClientConfig } from "pg";
import { applicationRole } from "./configuration.ts";
import { ask, connect, quoted } from "./connection.ts";
import { readable } from "./tables.ts";

export interface HoldOptions {
  readonly untilWaiting?: number;
  readonly atMostMs?: number;
  readonly tables?: readonly string[];
}

/** How long to wait for one more writer when several wait already, and when only one does. Milliseconds. */
const quietAfterSeveral = 300;
const quietAfterOne = 1_000;

/** How long the submission's own writing may keep us from the lock, milliseconds. */
const lockWithin = 1_000;

/** Between two looks at who waits, milliseconds. */
const lookEvery = 10;

/** PostgreSQL's code for "could not get the lock in time", and for "that table has gone". */
const lockNotAvailable = "55P03";
const undefinedTable = "42P01";

/**
 * Runs `act` while a lock lets every writer wait. Readers go on, and so do those who lock rows that they have read
 * (`SELECT … FOR UPDATE`): the lock forbids changes alone. If the submission keeps writing and never lets us have the
 * lock, `act` runs all the same and nobody waits.
 */
export async function holdWrites<T>(
  administrator: ClientConfig,
  act: () => Promise<T>,
  { untilWaiting = Infinity, atMostMs = 4_000, tables }: HoldOptions = {},
): Promise<{ readonly result: T; readonly waiting: number }> {
  const holder = await connect(administrator);
  let waiting = 0;
  try {
    const locked = await lock(holder, tables);
    const watcher = locked.length === 0 ? undefined : await connect(administrator);
    try {
      let settled = false;
      const acting = act().finally(() => (settled = true));
      // Its failure is told at the end, after the lock has gone.
      acting.catch(() => undefined);
      if (watcher !== undefined) {
        waiting = await watch(watcher, locked, { untilWaiting, atMostMs, settled: () => settled });
      }
      await holder.end();
      return { result: await acting, waiting };
    } finally {
      await watcher?.end();
    }
  } finally {
    // A connection that ends gives up its locks, whatever went before.
    await holder.end().catch(() => undefined);
  }
}

/** Names of the tables locked, as `oid`s. */
async function lock(holder: Client, wanted: readonly string[] | undefined): Promise<readonly string[]> {
  const found = await ask(
    holder,
    `select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and c.relpersistence <> 't'
     and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by c.oid`,
  );
  const chosen = found.filter(
    ([, schema, name]) => wanted === undefined || wanted.includes(readable(schema ?? "", name ?? "")),
  );
  if (chosen.length === 0) return [];
  const names = chosen.map(([, schema, name]) => `only ${quoted(schema ?? "")}.${quoted(name ?? "")}`);
  try {
    await ask(holder, "begin");
    await ask(holder, `set local lock_timeout = ${lockWithin}`);
    await ask(holder, `lock table ${names.join(", ")} in share mode`);
    return chosen.map(([oid]) => oid ?? "");
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code !== lockNotAvailable && code !== undefinedTable) throw error;
    await ask(holder, "rollback");
    return [];
  }
}

const whoWaits = `
select
  (select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where a.usename = '${applicationRole}' and l.locktype = 'relation' and not l.granted and l.relation = any ($1::oid[])),
  (select max(query_start) from pg_stat_activity where usename = '${applicationRole}')`;

/** Returns when enough wait, when nothing new happens, when `act` has ended, or when it is time. Tells the most that waited. */
async function watch(
  watcher: Client,
  locked: readonly string[],
  until: { readonly untilWaiting: number; readonly atMostMs: number; settled(): boolean },
): Promise<number> {
  const beganAt = performance.now();
  let most = 0;
  let lastSeen = "";
  let changedAt = beganAt;
  while (!until.settled() && performance.now() - beganAt < until.atMostMs) {
    const [row] = await ask(watcher, whoWaits, [locked]);
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
