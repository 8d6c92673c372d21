import { createHash } from "node:crypto";
import { type createClient, RESP_TYPES } from "@redis/client";

/** Keys that are told. */
const mostKeys = 10_000;

/** Elements of one key that are read. */
const mostElements = 1_000;

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

/** Every key of every database, up to 10,000. */
export async function entriesOf(client: RedisClient): Promise<readonly Entry[]> {
  const keyspace = String(await ask(client, "INFO", "keyspace"));
  const databases = [...keyspace.matchAll(/^db(\d+):/gm)].map(([, number]) => Number(number));
  const entries: Entry[] = [];
  for (const database of databases) {
    await ask(client, "SELECT", String(database));
    let cursor = "0";
    do {
      const [next, keys] = (await ask(client, "SCAN", cursor, "COUNT", "500")) as [Buffer, Buffer[]];
      cursor = next.toString();
      for (const key of keys) {
        const entry = await entryAt(client, database, key);
        if (entry !== undefined) entries.push(entry);
      }
    } while (cursor !== "0" && entries.length < mostKeys);
  }
  // A key that is moved while it is scanned may come twice.
  return [...new Map(entries.map((entry) => [`${entry.database} ${entry.key.toString("latin1")}`, entry])).values()];
}

const readers: Readonly<Record<string, (key: Buffer) => readonly (string | Buffer)[]>> = {
  string: (key) => ["GET", key],
  hash: (key) => ["HGETALL", key],
  list: (key) => ["LRANGE", key, "0", String(mostElements)],
  set: (key) => ["SMEMBERS", key],
  zset: (key) => ["ZRANGE", key, "0", String(mostElements), "WITHSCORES"],
  stream: (key) => ["XRANGE", key, "-", "+", "COUNT", String(mostElements)],
};

/** Undefined when it has gone meanwhile, or is of a kind that only an extension knows. */
export async function entryAt(client: RedisClient, database: number, key: Buffer): Promise<Entry | undefined> {
  const type = String(await ask(client, "TYPE", key));
  const reader = readers[type];
  if (reader === undefined) return undefined;
  const [value, expiry] = await Promise.all([ask(client, ...reader(key)), ask(client, "PEXPIRETIME", key)]);
  if (value === null) return undefined;
  return {
    database,
    key,
    type,
    parts: partsOf(value),
    ...(Number(expiry) > 0 ? { expiresAt: Number(expiry) } : {}),
  };
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
