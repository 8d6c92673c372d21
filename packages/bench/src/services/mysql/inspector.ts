import type { Connection } from "mysql2";
import type { DatabaseInspector } from "../../check/world.ts";
import { copyingInTurn } from "../copying.ts";
import { applicationUser } from "./configuration.ts";
import { askTexts, connect } from "./connection.ts";
import { constraints } from "./constraints.ts";
import { holdWrites } from "./hold-writes.ts";
import { moveBack } from "./move-back.ts";
import { multiply } from "./multiply.ts";
import { countMentions, find, rows } from "./rows.ts";
import type { MysqlServer } from "./server.ts";
import { StatementLog } from "./statements.ts";
import { written } from "./written.ts";

/**
 * Opens the inspector on a running server.
 *
 * @param now the cell clock, milliseconds.
 * @throws whatever the server says, from any method, when it has ended or the submission keeps a lock for longer than 5 s.
 */
export async function openInspector(
  server: Pick<MysqlServer, "administrator" | "logs">,
  now: () => number,
): Promise<DatabaseInspector & { close(): Promise<void> }> {
  const log = new StatementLog(server.logs, now);
  const client = await connect(server.administrator);
  // One question at a time has the connection; what is asked meanwhile waits.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (client: Connection) => Promise<T>): Promise<T> => {
    const mine = turn.then(() => work(client));
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    engine: "mysql",
    find: (text) => inTurn((client) => find(client, text)),
    countMentions: (text) => inTurn((client) => countMentions(client, text)),
    rows: () => inTurn(rows),
    written: (act) => written(client, act),
    moveBack: (refs, milliseconds) => inTurn((client) => moveBack(client, refs, milliseconds)),
    multiply: copyingInTurn((refs, copies) => inTurn((client) => multiply(client, refs, copies))),
    holdingWrites: (act, options) => holdWrites(server.administrator, act, options),
    constraints: () => inTurn(constraints),
    statements: (sinceMs) => inTurn((client) => log.since(client, sinceMs)),
    connections: () =>
      inTurn(async (client) => {
        const sql = `select count(*) from information_schema.processlist where user = '${applicationUser}'`;
        return Number((await askTexts(client, sql))[0]?.[0] ?? 0);
      }),
    async close() {
      await turn;
      await log.close();
      client.destroy();
    },
  };
}
