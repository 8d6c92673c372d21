import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@redis/client";
import { users } from "../../../../src/sandbox/users.ts";
import { findRedis } from "../../../../src/services/redis/binaries.ts";
import { redisPlanFor } from "../../../../src/services/redis/plan.ts";
import { redisIn } from "../../../../src/services/redis/redis.ts";
import { redisSocketIn } from "../../../../src/services/redis/server.ts";
import type { StoreInspector } from "../../../../src/services/store-inspector.ts";
import type { Setting } from "../../row.ts";
import { allRefused, isFound, keptWord, type DatabaseRow } from "./database-row.ts";

interface Open {
  readonly ask: (...command: readonly string[]) => Promise<unknown>;
  /** Another connection of the submission's, that nobody waits for. */
  readonly askAside: (...command: readonly string[]) => Promise<void>;
  readonly inspector: StoreInspector;
  readonly setting: Setting;
}

const row = (id: string, tries: string, trick: (open: Open) => Promise<void>): DatabaseRow => ({
  id,
  tries,
  async attempt(setting) {
    await chmod(setting.room, 0o711);
    const plan = redisPlanFor(await findRedis());
    const directory = join(setting.room, "redis");
    const user = users.database === undefined ? {} : { user: users.database };
    const redis = await redisIn({ plan, directory, ...user });
    const inspector = await redis.openInspector();
    const open = async () => {
      const socket = { path: redisSocketIn(directory), reconnectStrategy: false } as const;
      const client = createClient({ socket, username: "app", password: plan.passwords.application });
      client.on("error", () => undefined);
      await client.connect();
      return client;
    };
    const clients = [await open(), await open()] as const;
    try {
      await clients[0].set("kept", keptWord);
      await trick({
        ask: (...command) => clients[0].sendCommand([...command]),
        askAside: async (...command) => {
          void clients[1].sendCommand([...command]).catch(() => undefined);
        },
        inspector,
        setting,
      });
      await isFound(inspector);
    } finally {
      for (const client of clients) client.destroy();
      await inspector.close().catch(() => undefined);
      await redis.close();
    }
  },
});

const refused =
  (...commands: readonly ((setting: Setting) => readonly string[])[]) =>
  ({ ask, setting }: Open): Promise<void> =>
    allRefused(
      commands.map((command) => command(setting)),
      (command) => ask(...command),
    );
const words = (command: string) => (): readonly string[] => command.split(" ");

export const redisRows: readonly DatabaseRow[] = [
  row(
    "files-written",
    "writes its data as a file of the host's: CONFIG SET dir and dbfilename, then SAVE",
    refused(
      ({ target }) => ["CONFIG", "SET", "dir", target.folder],
      words("CONFIG SET dbfilename planted"),
      words("CONFIG SET appendonly yes"),
      words("CONFIG REWRITE"),
      words("SAVE"),
      words("BGSAVE"),
      words("BGREWRITEAOF"),
    ),
  ),
  row(
    "copied-to-others",
    "makes the server a copy of another's, which may then send it anything",
    refused(
      ({ target }) => ["SLAVEOF", "127.0.0.1", String(target.port)],
      ({ target }) => ["REPLICAOF", "127.0.0.1", String(target.port)],
      ({ target }) => ["MIGRATE", "127.0.0.1", String(target.port), "kept", "0", "1000"],
      ({ target }) => ["CLUSTER", "MEET", "127.0.0.1", String(target.port)],
      words("PSYNC ? -1"),
      words("SYNC"),
      words("FAILOVER"),
    ),
  ),
  row(
    "modules-loaded",
    "loads a library into the server",
    refused(
      ({ target }) => ["MODULE", "LOAD", join(target.folder, "evil.so")],
      ({ target }) => ["MODULE", "LOADEX", join(target.folder, "evil.so")],
      words("MODULE LIST"),
    ),
  ),
  row(
    "administration",
    "reads and changes what governs the server, and stops it",
    refused(
      words("CONFIG GET *"),
      words("ACL LIST"),
      words("ACL SETUSER app +@all"),
      words("ACL SETUSER assay_inspector off"),
      words("CLIENT KILL TYPE normal"),
      words("CLIENT LIST"),
      words("CLIENT PAUSE 100000"),
      words("MONITOR"),
      words("SHUTDOWN NOSAVE"),
      words("SLOWLOG GET"),
      words("LATENCY RESET"),
    ),
  ),
  row(
    "debugging",
    "stops, crashes and reads the server by DEBUG",
    refused(
      words("DEBUG SLEEP 0"),
      words("DEBUG SEGFAULT"),
      words("DEBUG OBJECT kept"),
      words("DEBUG RELOAD"),
      words("DEBUG JMAP"),
    ),
  ),
  row("scripts-break-out", "leaves the scripting language for the server's machine", async ({ ask }) => {
    await allRefused(
      [
        "return os.execute('id')",
        "return io.open('/etc/passwd'):read('*a')",
        "return package.loadlib('/lib/x86_64-linux-gnu/liblua5.1.so.0', 'luaopen_io')",
        "return dofile('/etc/passwd')",
        "return loadfile('/etc/passwd')()",
        "return redis.call('CONFIG', 'GET', '*')",
        "return redis.call('ACL', 'LIST')",
        "setmetatable(_G, {}) return 1",
      ],
      (script) => ask("EVAL", script, "0"),
    );
  }),
  row("script-without-end", "runs a script that never ends, while the inspector waits", async ({ askAside }) => {
    await askAside("EVAL", "while true do end", "0");
  }),
  row(
    "script-without-end-that-wrote",
    "runs a script that never ends and cannot be stopped, since it wrote",
    async ({ askAside }) => {
      await askAside("EVAL", "redis.call('SET', 'wrote', 1) while true do end", "0");
    },
  ),
  row("kept-in-functions", "keeps what it hides in a library of functions, and in names of keys", async ({ ask }) => {
    await ask(
      "FUNCTION",
      "LOAD",
      `#!lua name=hidden\nredis.register_function('f', function() return '${keptWord}' end)`,
    ).catch(() => undefined);
    await ask("SET", `key-${keptWord}`, "1");
    await ask("DEL", "kept");
  }),
  row("memory-asked-for", "asks for values of half a gigabyte", async ({ ask, inspector }) => {
    await ask("SETRANGE", "far", String(512 * 1024 * 1024 - 2), "x").catch(() => undefined);
    await ask("SETBIT", "bits", "4294967295", "1").catch(() => undefined);
    const before = process.memoryUsage().rss;
    await isFound(inspector);
    const grown = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
    await ask("DEL", "far", "bits");
    assert.ok(grown < 400, `reading it cost us ${grown} MB`);
  }),
];
