import type { Connection, ConnectionOptions } from "mysql2";
import { untilWritersWait, type HoldOptions } from "../writers-waiting.ts";
import { HiddenDataError, type Hiding } from "../hiding.ts";
import { applicationUser } from "./configuration.ts";
import { ask, askTexts, connect, errorNumber } from "./connection.ts";
import { listTables } from "./tables.ts";

/** How long the submission's own writing may keep us from the lock, seconds. */
const lockWithin = 1;

/** The server's numbers for "could not get the lock in time", and for "that table has gone". */
const refusals = new Set([1205, 1146]);

/**
 * Runs `act` while a lock lets every writer wait. Readers go on; who locks rows that they read (`SELECT … FOR UPDATE`)
 * counts as a writer with this server. If the submission keeps writing and never lets us have the lock, or no room
 * for us, `act` runs all the same and nobody waits.
 */
export async function holdWrites<T>(
  administrator: ConnectionOptions,
  act: () => Promise<T>,
  options: HoldOptions & { readonly hiding: Hiding },
): Promise<{ readonly result: T; readonly waiting: number }> {
  const holder = await letIn(administrator, options.hiding);
  if (holder === undefined) return { result: await act(), waiting: 0 };
  try {
    const isLocked = await lock(holder, options.tables);
    const watcher = isLocked ? await letIn(administrator, options.hiding) : undefined;
    if (watcher === undefined) {
      if (isLocked) await ask(holder, "unlock tables");
      return { result: await act(), waiting: 0 };
    }
    const look = async () => {
      const [row] = await askTexts(watcher, whoWaits);
      return { waiting: Number(row?.[0] ?? 0), mark: String(row?.[1]) };
    };
    const release = async () => {
      await ask(holder, "unlock tables");
    };
    try {
      return await untilWritersWait(act, look, release, options);
    } finally {
      watcher.destroy();
    }
  } finally {
    // A connection that ends gives up its locks, whatever went before.
    await holder
      .promise()
      .end()
      .catch(() => holder.destroy());
  }
}

async function letIn(administrator: ConnectionOptions, hiding: Hiding): Promise<Connection | undefined> {
  try {
    return await connect(administrator);
  } catch (error) {
    if (!(error instanceof HiddenDataError)) throw error;
    hiding.add(error.hidden.how, error.hidden.place, error.hidden.seconds * 1_000);
    return undefined;
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
