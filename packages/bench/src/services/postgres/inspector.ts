import type { Client } from "pg";
import type { DatabaseInspector } from "../../check/world.ts";
import { copyingInTurn } from "../copying.ts";
import { applicationRole } from "./configuration.ts";
import { ask, connect } from "./connection.ts";
import { constraints } from "./constraints.ts";
import { countMentions, find } from "./find.ts";
import { holdWrites } from "./hold-writes.ts";
import { moveBack } from "./move-back.ts";
import { multiply } from "./multiply.ts";
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
  const log = new StatementLog(server.logFile, now);
  let current: Promise<Client> | undefined;
  const open = async (): Promise<Client> => {
    const client = await connect(server.administrator);
    // A backend that is killed takes every connection with it, ours too; the server itself goes on.
    client.once("end", () => (current = undefined));
    return client;
  };
  const connected = (): Promise<Client> => (current ??= open());
  await connected();
  // One transaction at a time has the connection; what is asked meanwhile waits.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const mine = turn.then(connected).then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    engine: "postgres",
    find: (text) => inTurn((client) => find(client, text)),
    countMentions: (text) => inTurn((client) => countMentions(client, text)),
    rows: () => inTurn(rows),
    written: async (act) => written(await connected(), act),
    moveBack: (refs, milliseconds) => inTurn((client) => moveBack(client, refs, milliseconds)),
    multiply: copyingInTurn((refs, copies) => inTurn((client) => multiply(client, refs, copies))),
    holdingWrites: (act, options) => holdWrites(server.administrator, act, options),
    constraints: () => inTurn(constraints),
    statements: (sinceMs) => inTurn((client) => log.since(client, sinceMs)),
    connections: () =>
      inTurn(async (client) => {
        const [row] = await ask(client, `select count(*) from pg_stat_activity where usename = '${applicationRole}'`);
        return Number(row?.[0] ?? 0);
      }),
    async close() {
      await turn;
      await log.close();
      await (await current)?.end();
    },
  };
}
