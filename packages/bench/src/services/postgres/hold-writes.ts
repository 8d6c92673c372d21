import type { Client } from "pg";
import type { Hiding } from "../hiding.ts";
import type { HoldOptions } from "../writers-waiting.ts";
import { ask, codeOf, lockNotAvailable, quoted } from "./connection.ts";
import { hold, lockWithin, type Accounts } from "./hold.ts";
import { readable } from "./tables.ts";

/** PostgreSQL's code for "that table has gone". */
const undefinedTable = "42P01";

/**
 * Runs `act` while a lock lets every writer wait. Readers go on, and so do those who lock rows that they have read
 * (`SELECT … FOR UPDATE`): the lock forbids changes alone. If the submission keeps writing and never lets us have the
 * lock, or no room for us, `act` runs all the same and nobody waits.
 */
export function holdWrites<T>(
  accounts: Accounts,
  act: () => Promise<T>,
  options: HoldOptions & { readonly hiding: Hiding },
): Promise<{ readonly result: T; readonly waiting: number }> {
  return hold(accounts, (holder) => lock(holder, options.tables), act, options);
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
    const code = codeOf(error);
    if (code !== lockNotAvailable && code !== undefinedTable) throw error;
    await ask(holder, "rollback");
    return [];
  }
}
