import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { HiddenDataError } from "../hiding.ts";

/** How long a question may wait for a lock, milliseconds. Who reads asks again; who writes has one try. */
const lockTimeouts = { read: 300, write: 5_000 };

/** Where a name without a schema is sought: what is written runs the submission's code, which knows its own names. */
const searchPaths = { read: "pg_catalog,pg_temp", write: "pg_catalog,public,pg_temp" };

/**
 * What the owner of a database may set for everyone who connects to it is set here again, because a client's own word
 * goes first: else a submission could make us find nothing. Who reads seeks names in PostgreSQL's own schema only, so that
 * no function of the submission's stands in for one that we mean, and no temporary table for one of PostgreSQL's.
 */
const settings = {
  default_transaction_read_only: "off",
  default_transaction_isolation: String.raw`read\ committed`,
  row_security: "off",
  statement_timeout: "30000",
  idle_in_transaction_session_timeout: "0",
  DateStyle: "ISO",
  IntervalStyle: "postgres",
  TimeZone: "UTC",
  bytea_output: "hex",
  extra_float_digits: "1",
  client_encoding: "UTF8",
  client_min_messages: "warning",
  standard_conforming_strings: "on",
} as const;

/** Where the server has it, a table that was swapped for a view since we looked is not read: a view runs code of the submission's. */
const onlyTables = `
select set_config('restrict_nonsystem_relation_kind', 'view,foreign-table', false)
from pg_settings where name = 'restrict_nonsystem_relation_kind'`;

/** How long a server may take to recover after one of its backends was killed, or to have room for us, milliseconds. */
const letInWithin = 5_000;

/** PostgreSQL's codes for "not yet" while it starts or recovers, and for "too many are connected". */
const cannotConnectNow = "57P03";
const tooManyConnections = "53300";

/**
 * A connection of the inspector's own. Every value arrives as PostgreSQL's text. Waits for a server that recovers.
 *
 * @throws HiddenDataError when the submission leaves no room for it
 */
export async function connect(account: ClientConfig, purpose: "read" | "write" = "read"): Promise<Client> {
  const beganAt = performance.now();
  for (;;) {
    try {
      const client = await connectOnce(account, purpose);
      if (purpose === "read") await ask(client, onlyTables);
      return client;
    } catch (error) {
      const { code } = error as { code?: string };
      const isLate = performance.now() > beganAt + letInWithin;
      if (code === tooManyConnections && isLate) {
        throw new HiddenDataError({ how: "connections", place: "", seconds: letInWithin / 1_000 });
      }
      if (isLate || (code !== cannotConnectNow && code !== tooManyConnections)) throw error;
      await sleep(20);
    }
  }
}

async function connectOnce(account: ClientConfig, purpose: "read" | "write"): Promise<Client> {
  const options = Object.entries({
    ...settings,
    search_path: searchPaths[purpose],
    lock_timeout: String(lockTimeouts[purpose]),
  })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
  const client = new Client({
    ...account,
    options,
    types: { getTypeParser: () => (text: string) => text },
  });
  // A server that ends makes the next question fail; that is when it is told.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** The answer's rows, each a list of texts. */
export async function ask(
  client: Client,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly (readonly (string | null)[])[]> {
  const { rows } = await client.query<(string | null)[]>({ text, values: [...values], rowMode: "array" });
  return rows;
}

/** PostgreSQL's code of what went wrong; undefined for what is broken otherwise, such as the connection. */
export function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** PostgreSQL's code for "could not get the lock in time". */
export const lockNotAvailable = "55P03";

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
