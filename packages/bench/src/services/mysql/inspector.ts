import type { Connection } from "mysql2";
import { copyingInTurn } from "../copying.ts";
import { Hiding } from "../hiding.ts";
import type { OpenInspector } from "../open-inspector.ts";
import type { GivenUpTables } from "../table-reader.ts";
import { applicationUser } from "./configuration.ts";
import { askTexts, connect } from "./connection.ts";
import { constraints } from "./constraints.ts";
import { holdWrites } from "./hold-writes.ts";
import { moveBack } from "./move-back.ts";
import { multiply } from "./multiply.ts";
import { MysqlReader } from "./reading.ts";
import { countMentions, find, rows, snapshotOf } from "./rows.ts";
import type { MysqlServer } from "./server.ts";
import { StatementLog } from "./statements.ts";
import { rowsSince } from "./written.ts";

/**
 * Opens the inspector on a running server. What the submission keeps locked, or makes unreadable, is left out of the
 * answers, and `takeHidden` reports it.
 *
 * @param now the cell clock, milliseconds.
 * @throws HiddenDataError where that leaves no answer; whatever the server says, from any method, when it has ended.
 */
export async function openInspector(
  server: Pick<MysqlServer, "administrator" | "logs">,
  now: () => number,
): Promise<OpenInspector> {
  const log = new StatementLog(server.logs, now);
  const client = await connect(server.administrator);
  // One question at a time has the connection; what is asked meanwhile waits.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (client: Connection) => Promise<T>): Promise<T> => {
    const mine = turn.then(() => work(client));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const hiding = new Hiding();
  const givenUp: GivenUpTables = new Map();
  const read = <T>(work: (reader: MysqlReader) => Promise<T>): Promise<T> =>
    inTurn((client) => work(new MysqlReader(client, hiding, givenUp)));
  return {
    engine: "mysql",
    find: (text) => read((reader) => find(reader, text)),
    countMentions: (text) => read((reader) => countMentions(reader, text)),
    rows: () => read(rows),
    async written(act) {
      const before = await read(snapshotOf);
      const result = await act();
      return { result, rows: await read((reader) => rowsSince(reader, before)) };
    },
    moveBack: (refs, milliseconds) => inTurn((client) => moveBack(client, refs, milliseconds)),
    multiply: copyingInTurn((refs, copies) => inTurn((client) => multiply(client, refs, copies))),
    holdingWrites: (act, options) => holdWrites(server.administrator, act, { ...options, hiding }),
    constraints: () => inTurn(constraints),
    statements: (sinceMs) => inTurn((client) => log.since(client, sinceMs)),
    connections: () =>
      inTurn(async (client) => {
        const sql = `select count(*) from information_schema.processlist where user = '${applicationUser}'`;
        return Number((await askTexts(client, sql))[0]?.[0] ?? 0);
      }),
    takeHidden: () => hiding.take(),
    async close() {
      await turn;
      await log.close();
      client.destroy();
    },
  };
}
