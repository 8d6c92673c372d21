import type { DatabaseInspector } from "../../check/world.ts";
import { applicationRole } from "./configuration.ts";
import { ask, connect } from "./connection.ts";
import { constraints } from "./constraints.ts";
import { countMentions, find } from "./find.ts";
import { holdWrites } from "./hold-writes.ts";
import { moveBack } from "./move-back.ts";
import type { PostgresServer } from "./server.ts";
import { StatementLog } from "./statements.ts";
import { rows, written } from "./written.ts";

/**
 * Opens the inspector on a running server.
 *
 * @param now the cell clock, milliseconds.
 * @throws whatever the server says, from any method, when it has ended or the submission keeps a lock for longer than 5 s.
 */
export async function openInspector(
  server: Pick<PostgresServer, "administrator" | "logFile">,
  now: () => number,
): Promise<DatabaseInspector & { close(): Promise<void> }> {
  const client = await connect(server.administrator);
  const log = new StatementLog(server.logFile, now);
  // One transaction at a time has the connection; what is asked meanwhile waits.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    engine: "postgres",
    find: (text) => inTurn(() => find(client, text)),
    countMentions: (text) => inTurn(() => countMentions(client, text)),
    rows: () => inTurn(() => rows(client)),
    written: (act) => written(client, act),
    moveBack: (refs, milliseconds) => inTurn(() => moveBack(client, refs, milliseconds)),
    holdingWrites: (act, options) => holdWrites(server.administrator, act, options),
    constraints: () => inTurn(() => constraints(client)),
    statements: (sinceMs) => inTurn(() => log.since(client, sinceMs)),
    connections: () =>
      inTurn(async () => {
        const [row] = await ask(client, `select count(*) from pg_stat_activity where usename = '${applicationRole}'`);
        return Number(row?.[0] ?? 0);
      }),
    async close() {
      await turn;
      await log.close();
      await client.end();
    },
  };
}
