import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";

/** How long a question may wait for a lock that the submission holds, milliseconds. */
const lockTimeout = 5_000;

/**
 * What the owner of a database may set for everyone who connects to it is set here again, because a client's own word
 * goes first: else a submission could make us find nothing. Names are sought in PostgreSQL's own schema only, so that no
 * function of the submission's stands in for one that we mean.
 */
const settings = {
  search_path: "pg_catalog",
  default_transaction_read_only: "off",
  default_transaction_isolation: String.raw`read\ committed`,
  row_security: "off",
  statement_timeout: "30000",
  lock_timeout: String(lockTimeout),
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

/** How long a server may take to recover after one of its backends was killed, milliseconds. */
const recoveredWithin = 5_000;

/** PostgreSQL's code for "not yet" while it starts or recovers. */
const cannotConnectNow = "57P03";

/** A connection of the inspector's own. Every value arrives as PostgreSQL's text. Waits for a server that recovers. */
export async function connect(administrator: ClientConfig): Promise<Client> {
  const deadline = performance.now() + recoveredWithin;
  for (;;) {
    try {
      return await connectOnce(administrator);
    } catch (error) {
      if ((error as { code?: string }).code !== cannotConnectNow || performance.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

async function connectOnce(administrator: ClientConfig): Promise<Client> {
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
  const client = new Client({
    ...administrator,
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

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
