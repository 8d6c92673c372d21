import type { Client, ClientConfig } from "pg";
import { HiddenDataError, type Hiding } from "../hiding.ts";
import { untilWritersWait, type HoldOptions } from "../writers-waiting.ts";
import { applicationRole } from "./configuration.ts";
import { ask, connect } from "./connection.ts";

export interface Accounts {
  readonly administrator: ClientConfig;
  readonly writer: ClientConfig;
}

/** How long the submission's own work may keep us from a lock, milliseconds. */
export const lockWithin = 1_000;

/**
 * Runs `act` while locks make the submission wait. Where we can't have them, or the submission leaves no room for us,
 * `act` runs all the same and nobody waits.
 *
 * @param lock takes locks that end with the holder's connection, and gives the `oid`s of what is locked.
 */
export async function hold<T>(
  accounts: Accounts,
  lock: (holder: Client) => Promise<readonly string[]>,
  act: () => Promise<T>,
  options: HoldOptions & { readonly hiding: Hiding },
): Promise<{ readonly result: T; readonly waiting: number }> {
  const holder = await letIn(accounts.writer, options.hiding);
  if (holder === undefined) return { result: await act(), waiting: 0 };
  try {
    const locked = await lock(holder);
    const watcher = locked.length === 0 ? undefined : await letIn(accounts.administrator, options.hiding);
    if (watcher === undefined) {
      await holder.end();
      return { result: await act(), waiting: 0 };
    }
    const look = async () => {
      const [row] = await ask(watcher, whoWaits, [locked]);
      return { waiting: Number(row?.[0] ?? 0), mark: String(row?.[1]) };
    };
    try {
      return await untilWritersWait(act, look, () => holder.end(), options);
    } finally {
      await watcher.end();
    }
  } finally {
    // A connection that ends gives up its locks, no matter what went before.
    await holder.end().catch(() => undefined);
  }
}

async function letIn(account: ClientConfig, hiding: Hiding): Promise<Client | undefined> {
  try {
    return await connect(account, "write");
  } catch (error) {
    if (!(error instanceof HiddenDataError)) throw error;
    hiding.add(error.hidden.how, error.hidden.place, error.hidden.seconds * 1_000);
    return undefined;
  }
}

const whoWaits = `
select
  (select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where a.usename = '${applicationRole}' and l.locktype = 'relation' and not l.granted and l.relation = any ($1::oid[])),
  (select max(query_start) from pg_stat_activity where usename = '${applicationRole}')`;
