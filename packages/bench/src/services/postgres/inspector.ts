import type { Client, ClientConfig } from "pg";
import { copyingInTurn } from "../copying.ts";
import { HiddenDataError, Hiding } from "../hiding.ts";
import type { OpenInspector } from "../open-inspector.ts";
import type { GivenUpTables } from "../table-reader.ts";
import { applicationRole } from "./configuration.ts";
import { ask, connect } from "./connection.ts";
import { constraints } from "./constraints.ts";
import { countMentions, find } from "./find.ts";
import { holdCreations } from "./hold-creations.ts";
import { holdWrites } from "./hold-writes.ts";
import { moveBack } from "./move-back.ts";
import { multiply } from "./multiply.ts";
import { PostgresReader } from "./reading.ts";
import type { PostgresServer } from "./server.ts";
import { StatementLog } from "./statements.ts";
import { newerRows, rows, snapshotOf } from "./written.ts";

/** How often a question is asked when each time the connection breaks over it. */
const mostTries = 3;

/**
 * Opens the inspector on a running server. What the submission keeps locked, or makes unreadable, is left out of the
 * answers, and `takeHidden` reports it.
 *
 * @param now the cell clock, milliseconds.
 * @throws HiddenDataError where that leaves no answer; whatever the server says, from any method, when it has ended.
 */
export async function openInspector(
  server: Pick<PostgresServer, "administrator" | "writer" | "logFile">,
  now: () => number,
): Promise<OpenInspector> {
  const log = new StatementLog(server.logFile, now);
  const hiding = new Hiding();
  const reading = new Connection(server.administrator, "read");
  const writing = new Connection(server.writer, "write");
  await reading.open();
  const givenUp: GivenUpTables = new Map();
  const read = <T>(work: (reader: PostgresReader) => Promise<T>): Promise<T> =>
    reading.inTurn(async (client) => work(new PostgresReader(client, hiding, givenUp)), mostTries);
  return {
    engine: "postgres",
    find: (text) => read((reader) => find(reader, text)),
    countMentions: (text) => read((reader) => countMentions(reader, text)),
    rows: () => read(rows),
    async written(act) {
      const before = await read(({ client }) => snapshotOf(client));
      const result = await act();
      return { result, rows: await read((reader) => newerRows(reader, before)) };
    },
    moveBack: (refs, milliseconds) => writing.inTurn((client) => moveBack(client, refs, milliseconds)),
    multiply: copyingInTurn((refs, copies) => writing.inTurn((client) => multiply(client, refs, copies))),
    holdingWrites: (act, options) => holdWrites(server, act, { ...options, hiding }),
    holdingCreations: (act, options) => holdCreations(server, act, { ...options, hiding }),
    constraints: () => reading.inTurn(constraints),
    statements: (sinceMs) => reading.inTurn((client) => log.since(client, sinceMs)),
    connections: () =>
      reading.inTurn(async (client) => {
        const [row] = await ask(client, `select count(*) from pg_stat_activity where usename = '${applicationRole}'`);
        return Number(row?.[0] ?? 0);
      }),
    takeHidden: () => hiding.take(),
    async close() {
      await Promise.all([reading.close(), writing.close()]);
      await log.close();
    },
  };
}

/** A connection that is opened when it is first used, and again after it broke. One question at a time has it. */
class Connection {
  readonly #account: ClientConfig;
  readonly #purpose: "read" | "write";
  #current: Promise<Client> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(account: ClientConfig, purpose: "read" | "write") {
    this.#account = account;
    this.#purpose = purpose;
  }

  open(): Promise<Client> {
    this.#current ??= this.#connect();
    return this.#current;
  }

  /** @param tries how often the work is begun again when the connection breaks: a submission can make a backend end. */
  inTurn<T>(work: (client: Client) => Promise<T>, tries = 1): Promise<T> {
    const mine = this.#turn.then(() => this.#work(work, tries));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async close(): Promise<void> {
    await this.#turn;
    await (await this.#current?.catch(() => undefined))?.end();
  }

  async #work<T>(work: (client: Client) => Promise<T>, tries: number): Promise<T> {
    const beganAt = performance.now();
    const client = await this.open();
    try {
      return await work(client);
    } catch (error) {
      if (!isLost(error)) throw error;
      this.#current = undefined;
      if (tries > 1) return this.#work(work, tries - 1);
      // Where the server itself has ended, this tells it.
      await this.open();
      const seconds = Math.round((performance.now() - beganAt) / 1_000);
      throw new HiddenDataError({ how: "unreadable", place: "", seconds });
    }
  }

  async #connect(): Promise<Client> {
    const connecting = connect(this.#account, this.#purpose);
    const forget = (): void => void (this.#current = undefined);
    connecting.then((client) => client.once("end", forget), forget);
    return connecting;
  }
}

/** The server ended the connection ("operator intervention"), or it broke: what was asked has no answer. */
function isLost(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === "string") return /^57P|^(ECONNRESET|EPIPE)$/.test(code);
  return (
    typeof message === "string" && /^(Connection terminated|Client .*(connection error|not queryable))/.test(message)
  );
}
