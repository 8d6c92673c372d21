import { setTimeout as sleep } from "node:timers/promises";
import { createConnection, type Connection, type ConnectionOptions } from "mysql2";
import { HiddenDataError } from "../hiding.ts";

/** How long a question may wait for a table that is locked, and for a row, seconds. */
const tableLockTimeout = 1;
const rowLockTimeout = 5;

/** How long a server may take to have room for us, milliseconds. */
const letInWithin = 5_000;

/** The server's numbers for "too many are connected". */
const tooManyConnections = new Set([1040, 1203, 1226]);

/** What a submission could have set for its own database or tables is set again here. */
const settings = [
  "set names utf8mb4",
  `set session time_zone = '+00:00', autocommit = 1, lock_wait_timeout = ${tableLockTimeout},
   innodb_lock_wait_timeout = ${rowLockTimeout}, foreign_key_checks = 0, max_statement_time = 30,
   sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', tx_isolation = 'READ-COMMITTED'`,
];

/** A value as the server sends it: the bytes of a text in UTF-8, or of what is no text. */
export type Value = Buffer | null;

/** A connection of the inspector's own. @throws HiddenDataError when the submission leaves no room for it */
export async function connect(administrator: ConnectionOptions): Promise<Connection> {
  const beganAt = performance.now();
  for (;;) {
    try {
      return await connectOnce(administrator);
    } catch (error) {
      if (!tooManyConnections.has(errorNumber(error) ?? 0)) throw error;
      if (performance.now() - beganAt > letInWithin) {
        throw new HiddenDataError({ how: "connections", place: "", seconds: letInWithin / 1_000 });
      }
      await sleep(50);
    }
  }
}

async function connectOnce(administrator: ConnectionOptions): Promise<Connection> {
  const client = createConnection({
    ...administrator,
    // The submission's own may be gone: it may drop it and make it again.
    database: "information_schema",
    charset: "UTF8MB4_GENERAL_CI",
    rowsAsArray: true,
    typeCast: (field) => field.buffer(),
  });
  // A server that ends makes the next question fail; that is when it is told.
  client.on("error", () => undefined);
  for (const statement of settings) await ask(client, statement);
  return client;
}

/** The answer's rows, each a list of values. Values of the question stand at its marks `?`, quoted by the client. */
export async function ask(
  client: Connection,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly (readonly Value[])[]> {
  const [rows] = await client.promise().query({ sql: text, values: [...values] });
  return Array.isArray(rows) ? (rows as unknown as Value[][]) : [];
}

/** The answer's rows one after another: of all tables together there may be more than memory holds. To be read to the end. */
export function each(client: Connection, text: string): AsyncIterable<readonly Value[]> {
  return client.query({ sql: text }).stream({ highWaterMark: 100 }) as AsyncIterable<readonly Value[]>;
}

/** As `ask`, for what is text. */
export async function askTexts(
  client: Connection,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly (readonly string[])[]> {
  return (await ask(client, text, values)).map((row) => row.map((value) => value?.toString("utf8") ?? ""));
}

/** A client with this account is let in. */
export async function letsIn(account: ConnectionOptions): Promise<boolean> {
  const client = createConnection(account);
  client.on("error", () => undefined);
  try {
    await client.promise().query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}

export function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** A refusal of the server's has a number; what is broken otherwise has none. */
export function errorNumber(error: unknown): number | undefined {
  const number = error instanceof Error && "errno" in error ? Number(error.errno) : Number.NaN;
  return number > 0 ? number : undefined;
}
