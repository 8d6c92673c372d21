import type { Client, ClientConfig } from "pg";
import { HiddenDataError, type Hiding } from "../hiding.ts";
import { applicationRole } from "./configuration.ts";
import { ask, codeOf, connect, lockNotAvailable, quoted } from "./connection.ts";
import { untilWritersWait, type HoldOptions } from "../writers-waiting.ts";
import { readable } from "./tables.ts";

/** How long the submission's own writing may keep us from the lock, milliseconds. */
const lockWithin = 1_000;

/** PostgreSQL's code for "that table has gone". */
const undefinedTable = "42P01";

/**
 * Runs `act` while a lock lets every writer wait. Readers go on, and so do those who lock rows that they have read
 * (`SELECT … FOR UPDATE`): the lock forbids changes alone. If the submission keeps writing and never lets us have the
 * lock, or no room for us, `act` runs all the same and nobody waits.
 */
export async function holdWrites<T>(
  accounts: { readonly administrator: ClientConfig; readonly writer: ClientConfig },
  act: () => Promise<T>,
  options: HoldOptions & { readonly hiding: Hiding },
): Promise<{ readonly result: T; readonly waiting: number }> {
  const holder = await letIn(accounts.writer, options.hiding);
  if (holder === undefined) return { result: await act(), waiting: 0 };
  try {
    const locked = await lock(holder, options.tables);
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
    // A connection that ends gives up its locks, whatever went before.
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

const whoWaits = `
select
  (select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
   where a.usename = '${applicationRole}' and l.locktype = 'relation' and not l.granted and l.relation = any ($1::oid[])),
  (select max(query_start) from pg_stat_activity where usename = '${applicationRole}')`;
