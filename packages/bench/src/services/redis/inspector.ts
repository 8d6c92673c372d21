import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";
import type { Place, RowRef } from "../../check/world.ts";
import { moveNumber, moveText } from "../moments.ts";
import { HiddenDataError, Hiding } from "../hiding.ts";
import type { StoreInspector } from "../store-inspector.ts";
import { formsOf, type TextForms } from "../text-forms.ts";
import { ask, entriesOf, entryAt, keyOf, versionOf, type Entry, type RedisClient } from "./entries.ts";
import type { RedisPlan } from "./plan.ts";
import { inspectorUser, type RedisServer } from "./server.ts";

type Move = Parameters<typeof moveNumber>[1];

/** How long one question may take, milliseconds. A script that runs for ever lets the server answer nobody. */
const answersWithin = 30_000;

/**
 * Opens the inspector on a running Redis. What a key begins with, up to its first colon, stands for its table.
 *
 * @throws HiddenDataError where the submission keeps the server from answering; whatever the server says, from any
 * method, when it has ended.
 */
export async function openRedisInspector(
  { socketPath }: Pick<RedisServer, "socketPath">,
  { passwords }: Pick<RedisPlan, "passwords">,
): Promise<StoreInspector> {
  const client = createClient({
    // Hashes and scores as plain lists.
    RESP: 2,
    socket: { path: socketPath, reconnectStrategy: false },
    username: inspectorUser,
    password: passwords.inspector,
  });
  // A server that ends makes the next question fail; that is when it is told.
  client.on("error", () => undefined);
  await client.connect();
  // One question at a time: each chooses its database.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: (client: RedisClient) => Promise<T>): Promise<T> => {
    const mine = turn.then(() => unlessBusy(() => work(client as RedisClient)));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const hiding = new Hiding();
  const entries = (): Promise<readonly Entry[]> => inTurn((open) => entriesOf(open, hiding));
  const rows = async (): Promise<readonly RowRef[]> => (await entries()).map(refOf);
  return {
    async find(text) {
      const forms = formsOf(text);
      const places = (await entries()).flatMap((entry): Place[] =>
        holds(entry, forms) ? [{ table: tableOf(entry), column: columnOf(entry, forms), row: refOf(entry).row }] : [],
      );
      return [...places, ...(await inTurn((open) => findInFunctions(open, forms)))];
    },
    async countMentions(text) {
      const forms = formsOf(text);
      const counts: Record<string, number> = {};
      for (const entry of await entries()) {
        if (holds(entry, forms)) counts[tableOf(entry)] = (counts[tableOf(entry)] ?? 0) + 1;
      }
      return counts;
    },
    rows,
    async written(act) {
      const before = new Set((await rows()).map(({ id }) => id));
      const result = await act();
      return { result, rows: (await rows()).filter(({ id }) => !before.has(id)) };
    },
    moveBack: (refs, milliseconds) =>
      inTurn(async (open) => {
        const move = { now: Date.now(), back: milliseconds };
        let moved = 0;
        for (const { database, key } of refs.flatMap(({ id }) => keyOf(id) ?? [])) {
          await ask(open, "SELECT", String(database));
          const entry = await entryAt(open, database, key, hiding);
          if (entry !== undefined) moved += await moveEntry(open, entry, move);
        }
        return { moved };
      }),
    takeHidden: () => hiding.take(),
    async close() {
      await turn;
      client.destroy();
    },
  };
}

/** Runs `work` again while a script keeps the server busy, as long as an honest one may. */
async function unlessBusy<T>(work: () => Promise<T>): Promise<T> {
  const beganAt = performance.now();
  for (;;) {
    const seconds = () => Math.round((performance.now() - beganAt) / 1_000);
    try {
      return await answered(work());
    } catch (error) {
      const isBusy = error instanceof Error && error.message.startsWith("BUSY");
      if (!isBusy && !(error instanceof NoAnswer)) throw error;
      const isOver = error instanceof NoAnswer || performance.now() - beganAt > busyFor;
      if (isOver) throw new HiddenDataError({ how: "locked", place: "Redis", seconds: seconds() });
      await sleep(200);
    }
  }
}

/** How long a script may run before the submission hides by it, milliseconds: the server says that it is busy after five seconds. */
const busyFor = 3_000;

class NoAnswer extends Error {}

async function answered<T>(answer: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = sleep(answersWithin, undefined, { signal: timer.signal }).then(() => {
    throw new NoAnswer("Redis did not answer");
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
  }
}

/** Libraries of functions that an app keeps in the server. */
async function findInFunctions(client: RedisClient, forms: TextForms): Promise<readonly Place[]> {
  const answer = await ask(client, "FUNCTION", "LIST", "WITHCODE").catch(() => []);
  const texts = (value: unknown): readonly Buffer[] =>
    Array.isArray(value) ? value.flatMap(texts) : Buffer.isBuffer(value) ? [value] : [];
  return texts(answer)
    .filter((bytes) => bytesHold(bytes, forms))
    .map((bytes) => ({ table: "redis functions", column: "library_code", row: { code: readable(bytes) } }));
}

async function moveEntry(client: RedisClient, entry: Entry, move: Move): Promise<number> {
  const { key, type, parts, expiresAt } = entry;
  let moved = 0;
  if (type === "string") moved += await moveString(client, key, parts[0], move);
  if (type === "hash") {
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const change = movedBytes(parts[at + 1], move);
      if (change === undefined) continue;
      await ask(client, "HSET", key, parts[at] ?? "", change.text);
      moved += change.moved;
    }
  }
  if (type === "zset") {
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const score = moveNumber(String(parts[at + 1]), move);
      if (score === undefined) continue;
      await ask(client, "ZADD", key, "XX", score, parts[at] ?? "");
      moved += 1;
    }
  }
  if (expiresAt === undefined) return moved;
  // A moment that has passed removes the key, as time would have.
  await ask(client, "PEXPIREAT", key, String(expiresAt - move.back));
  return moved + 1;
}

async function moveString(client: RedisClient, key: Buffer, value: Buffer | undefined, move: Move): Promise<number> {
  const change = movedBytes(value, move);
  if (change === undefined) return 0;
  await ask(client, "SET", key, change.text, "KEEPTTL");
  return change.moved;
}

function movedBytes(
  value: Buffer | undefined,
  move: Move,
): { readonly text: string; readonly moved: number } | undefined {
  const text = value?.toString() ?? "";
  if (value === undefined || !Buffer.from(text).equals(value)) return undefined;
  const change = moveText(text, move);
  return change.moved === 0 ? undefined : change;
}

function tableOf({ key }: Entry): string {
  const [prefix, ...rest] = key.toString().split(":");
  return rest.length === 0 ? "redis" : `redis ${prefix ?? ""}`;
}

function columnOf(entry: Entry, forms: TextForms): string {
  return bytesHold(entry.key, forms) ? "key" : "value";
}

function holds({ key, parts }: Entry, forms: TextForms): boolean {
  return [key, ...parts].some((bytes) => bytesHold(bytes, forms));
}

function bytesHold(bytes: Buffer, { plain, nested, bytes: sought }: TextForms): boolean {
  const text = bytes.toString().toLowerCase();
  if ([...plain, ...nested].some((form) => text.includes(form.toLowerCase()))) return true;
  const raw = bytes.toString("latin1").toLowerCase();
  return sought.some((form) => raw.includes(form.toString("latin1").toLowerCase()));
}

function refOf(entry: Entry): RowRef {
  const { key, type, parts, expiresAt } = entry;
  const texts = parts.map(readable);
  const value = type === "string" ? texts[0] : texts;
  const expires = expiresAt === undefined ? {} : { expires: new Date(expiresAt).toISOString() };
  return { table: tableOf(entry), id: versionOf(entry), row: { key: readable(key), type, value, ...expires } };
}

/** Characters of a value that are kept. */
const longestValue = 2_000;

/** Bytes that are no text as PostgreSQL writes them; JSON as what it says. */
function readable(bytes: Buffer): unknown {
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) return `\\x${bytes.toString("hex")}`.slice(0, longestValue);
  if (text.length > longestValue) return `${text.slice(0, longestValue)}…`;
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
