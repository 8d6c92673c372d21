import type { Client } from "pg";
import type { Hiding } from "../hiding.ts";
import type { HoldOptions } from "../writers-waiting.ts";
import { holdCreationsFunction } from "./configuration.ts";
import { ask, codeOf, lockNotAvailable } from "./connection.ts";
import { hold, lockWithin, type Accounts } from "./hold.ts";

/**
 * Runs `act` while everyone who makes a table has to wait: after they have looked whether it is there, and before it is.
 * So two who make the same one at the same moment both find it missing. Where we can't have the lock, or there are tables
 * already, `act` runs all the same and nobody waits.
 */
export function holdCreations<T>(
  accounts: Accounts,
  act: () => Promise<T>,
  options: Pick<HoldOptions, "untilWaiting" | "atMostMs"> & { readonly hiding: Hiding },
): Promise<{ readonly result: T; readonly waiting: number }> {
  return hold(accounts, lock, act, options);
}

async function lock(holder: Client): Promise<readonly string[]> {
  const [row] = await ask(holder, countTables);
  if (row?.[0] !== "0") return [];
  try {
    await ask(holder, "begin");
    await ask(holder, `set local lock_timeout = ${lockWithin}`);
    await ask(holder, `select ${holdCreationsFunction}()`);
    return [row[1] ?? ""];
  } catch (error) {
    if (codeOf(error) !== lockNotAvailable) throw error;
    await ask(holder, "rollback");
    return [];
  }
}

/** With the `oid` of the catalog that a new table is written to. */
const countTables = `
select count(*), 'pg_catalog.pg_class'::regclass::oid
from pg_catalog.pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
