import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "mysql2";
import type { RowRef } from "../../check/world.ts";
import { applicationUser } from "./configuration.ts";
import { askTexts } from "./connection.ts";
import type { MysqlReader } from "./reading.ts";
import { newerRows, type Snapshot } from "./rows.ts";

/** How long we wait for work that goes on after the answer, milliseconds. */
const settleWithin = 2_000;

/** The server looks at its own transactions at most once in 100 ms, and tells what it saw then. Milliseconds. */
const lookedAgainAfter = 110;

/** Those of the submission's connections that do something, or that have changed something and not yet committed. */
const busy = `
select count(*) from information_schema.processlist p
left join information_schema.innodb_trx x on x.trx_mysql_thread_id = p.id
where p.user = '${applicationUser}' and (p.command <> 'Sleep' or x.trx_rows_modified > 0)`;

/** Waits until the submission's connections are idle, and tells which rows are other than before. */
export async function rowsSince(reader: MysqlReader, before: Snapshot): Promise<readonly RowRef[]> {
  await settle(reader.client);
  return newerRows(reader, before);
}

/** An answer may come before its transaction ends: some reply first and work afterwards. */
async function settle(client: Connection): Promise<void> {
  const deadline = performance.now() + settleWithin;
  let wasIdle = false;
  while (performance.now() < deadline) {
    const isIdle = (await askTexts(client, busy))[0]?.[0] === "0";
    if (isIdle && wasIdle) return;
    wasIdle = isIdle;
    await sleep(isIdle ? lookedAgainAfter : 20);
  }
}
