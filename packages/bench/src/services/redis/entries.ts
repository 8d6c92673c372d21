import { createHash } from "node:crypto";
import { type createClient, RESP_TYPES } from "@redis/client";
import type { Hiding } from "../hiding.ts";

/** Keys that are read, of all databases together. */
const mostKeys = 100_000;

/** Memory of all values that are read together, and of one value, as Redis counts it. Node holds no text above 512 MB. */
const mostBytes = 256 * 1024 * 1024;
const mostBytesOfValue = 64 * 1024 * 1024;

/** Elements of one key that are read, and how many at once. */
const mostElements = 100_000;
const elementsAtOnce = 1_000;

export type RedisClient = ReturnType<typeof createClient>;

/** A key with all that it holds. */
export interface Entry {
  readonly database: number;
  readonly key: Buffer;
  readonly type: string;
  /** Names and values in turn for a hash, members and scores in turn for a sorted set. */
  readonly parts: readonly Buffer[];
  /** Milliseconds since 1970; missing where it never expires. */
  readonly expiresAt?: number;
}

/** The answer's texts as bytes, for not all that is stored is text. */
export async function ask(client: RedisClient, ...command: readonly (string | Buffer)[]): Promise<unknown> {
  return client.sendCommand([...command], { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } });
}

/** Every key of every database, up to 100,000 keys and 256 MB; where there is more, that is noted as hidden. */
export async function entriesOf(client: RedisClient, hiding: Hiding): Promise<readonly Entry[]> {
  const keyspace = String(await ask(client, "INFO", "keyspace"));
  const databases = [...keyspace.matchAll(/^db(\d+):/gm)].map(([, number]) => Number(number));
  const entries: Entry[] = [];
  const budget = new ReadingBudget();
  for (const database of databases) {
    if (entries.length >= mostKeys) hiding.add("size", `database ${String(database)} of Redis`, 0);
    if (entries.length >= mostKeys) continue;
    await ask(client, "SELECT", String(database));
    let cursor = "0";
    do {
      const [next, keys] = (await ask(client, "SCAN", cursor, "COUNT", "500")) as [Buffer, Buffer[]];
      cursor = next.toString();
      const read = await Promise.all(keys.map((key) => entryAt(client, database, key, hiding, budget)));
      entries.push(...read.filter((entry) => entry !== undefined));
    } while (cursor !== "0" && entries.length < mostKeys);
    if (cursor !== "0") hiding.add("size", `database ${String(database)} of Redis`, 0);
  }
  // A key that is moved while it is scanned may come twice.
  return [...new Map(entries.map((entry) => [`${entry.database} ${entry.key.toString("latin1")}`, entry])).values()];
}

type Reader = (client: RedisClient, key: Buffer) => Promise<unknown>;

/** A list or a sorted set, some elements at a time, so that none of them keeps the server, or fills our memory. */
const piecewise =
  (command: string, ...options: readonly string[]): Reader =>
  async (client, key) => {
    const parts: unknown[] = [];
    for (let from = 0; from <= mostElements; from += elementsAtOnce) {
      const to = String(from + elementsAtOnce - 1);
      const piece = (await ask(client, command, key, String(from), to, ...options)) as readonly unknown[];
      parts.push(...piece);
      if (piece.length < elementsAtOnce) break;
    }
    return parts;
  };

/** Its entries, then the names of its groups and consumers. */
const readStream: Reader = async (client, key) => {
  const entries = await ask(client, "XRANGE", key, "-", "+", "COUNT", String(mostElements + elementsAtOnce));
  const groups = await ask(client, "XINFO", "STREAM", key, "FULL", "COUNT", "1");
  return [entries, namesIn(groups)];
};

/** Values that stand behind a `name` in an answer of XINFO. */
function namesIn(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((value: unknown, at) => {
    const isNamed = String(answer[at - 1]) === "name" && Buffer.isBuffer(value);
    return isNamed ? [value] : namesIn(value);
  });
}

const readers: Readonly<Record<string, Reader>> = {
  string: (client, key) => ask(client, "GET", key),
  hash: (client, key) => ask(client, "HGETALL", key),
  list: piecewise("LRANGE"),
  set: (client, key) => ask(client, "SMEMBERS", key),
  zset: piecewise("ZRANGE", "WITHSCORES"),
  stream: readStream,
};

/** What may still be read of the values of all keys. */
class ReadingBudget {
  #bytes = mostBytes;

  allows(bytes: number): boolean {
    if (bytes > mostBytesOfValue || bytes > this.#bytes) return false;
    this.#bytes -= bytes;
    return true;
  }
}

/**
 * Undefined when it has gone meanwhile, or is of a kind that only an extension knows. Without its parts where they are
 * larger than the budget allows.
 */
export async function entryAt(
  client: RedisClient,
  database: number,
  key: Buffer,
  hiding: Hiding,
  budget = new ReadingBudget(),
): Promise<Entry | undefined> {
  const type = String(await ask(client, "TYPE", key));
  const reader = readers[type];
  if (reader === undefined) return undefined;
  // All elements are weighed: a sample of them may miss the large one.
  const bytes = Number(await ask(client, "MEMORY", "USAGE", key, "SAMPLES", "0"));
  const isReadable = budget.allows(bytes);
  const [value, expiry] = await Promise.all([
    isReadable ? readUnlessChanged(reader, client, key) : [],
    ask(client, "PEXPIRETIME", key),
  ]);
  if (value === null) return undefined;
  if (!isReadable || (Array.isArray(value) && value.length > mostElements))
    hiding.add("size", key.toString().slice(0, 100), 0);
  return {
    database,
    key,
    type,
    parts: partsOf(value),
    ...(Number(expiry) > 0 ? { expiresAt: Number(expiry) } : {}),
  };
}

/** Null when it is of another type meanwhile, or has gone. */
async function readUnlessChanged(reader: Reader, client: RedisClient, key: Buffer): Promise<unknown> {
  return reader(client, key).catch((error: unknown) => {
    if (error instanceof Error && /^(WRONGTYPE|ERR no such key)/.test(error.message)) return null;
    throw error;
  });
}

function partsOf(value: unknown): readonly Buffer[] {
  if (Buffer.isBuffer(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(partsOf);
  return [Buffer.from(String(value))];
}

/** Another for every content and every moment of expiry. */
export function versionOf({ database, key, type, parts, expiresAt }: Entry): string {
  const hash = createHash("sha256").update(`${type} ${expiresAt ?? ""}\0`);
  for (const part of parts) hash.update(`${part.length}\0`).update(part);
  return ["redis", String(database), key.toString("base64url"), hash.digest("base64url").slice(0, 12)].join(" ");
}

/** From what `versionOf` says: which key it was. Undefined for what is no key of Redis. */
export function keyOf(version: string): { readonly database: number; readonly key: Buffer } | undefined {
  const [kind, database = "0", key = ""] = version.split(" ");
  return kind === "redis" ? { database: Number(database), key: Buffer.from(key, "base64url") } : undefined;
}
