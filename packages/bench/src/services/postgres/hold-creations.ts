import type { ClientConfig } from "pg";
import { HiddenDataError } from "../hiding.ts";
import { untilWritersWait, type HoldOptions } from "../writers-waiting.ts";
import { applicationRole, holdCreationsFunction } from "./configuration.ts";
import { ask, codeOf, connect, lockNotAvailable } from "./connection.ts";

/** How long the submission's own work may keep us from the lock, milliseconds. */
const lockWithin = 1_000;

/**
 * Runs `act` while whoever makes a table has to wait: after they have looked whether it is there, and before it is. So two
 * who make the same one at the same moment both find it missing. Where we can't have the lock, `act` runs all the same.
 */
export async function holdCreations<T>(
  accounts: { readonly administrator: ClientConfig; readonly writer: ClientConfig },
  act: () => Promise<T>,
  options: Pick<HoldOptions, "untilWaiting" | "atMostMs">,
): Promise<{ readonly result: T; readonly waiting: number }> {
  const holder = await letIn(accounts.writer);
  if (holder === undefined) return { result: await act(), waiting: 0 };
  try {
    const watcher = (await lock(holder)) ? await letIn(accounts.administrator) : undefined;
    if (watcher === undefined) {
      await holder.end();
      return { result: await act(), waiting: 0 };
    }
    const look = async () => {
      const [row] = await ask(watcher, whoWaits);
      return { waiting: Number(row?.[0] ?? 0), mark: String(row?.[1]) };
    };
    try {
      return await untilWritersWait(act, look, () => holder.end(), options);
    } finally {
      await watcher.end();
    }
  } finally {
    // A connection that ends gives up its locks, whatever went before.
    await holder.end().catch(() => undefined);
  }
}

async function letIn(account: ClientConfig) {
  try {
    return await connect(account, "write");
  } catch (error) {
    if (!(error instanceof HiddenDataError)) throw error;
    return undefined;
  }
}

/** False where there are tables already, or the lock can't be had. */
async function lock(holder: NonNullable<Awaited<ReturnType<typeof letIn>>>): Promise<boolean> {
  const [row] = await ask(holder, countTables);
  if (row?.[0] !== "0") return false;
  try {
    await ask(holder, "begin");
    await ask(holder, `set local lock_timeout = ${String(lockWithin)}`);
    await ask(holder, `select ${holdCreationsFunction}()`);
    return true;
  } catch (error) {
    if (codeOf(error) !== lockNotAvailable) throw error;
    return false;
  }
}

const countTables =
  "select count(*) from pg_catalog.pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'";

const whoWaits = `
select
  (select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where a.usename = '${applicationRole}' and l.relation = 'pg_catalog.pg_class'::regclass and not l.granted),
  (select max(query_start) from pg_stat_activity where usename = '${applicationRole}')`;
