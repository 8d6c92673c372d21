import { setTimeout as passed } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, openOwnServer, throughOutages } from "../src/index.ts";
import { ownServer } from "./own.ts";

let own: Awaited<ReturnType<typeof ownServer>>;
beforeAll(async () => void (own = await ownServer()));
afterAll(() => own.remove());

test("a server in a folder of ours is found running by whoever comes next, and keeps all over a crash", async () => {
  const { server, folder } = own;
  const database = openDatabase(server.url);
  try {
    await sql`CREATE TABLE kept (word text)`.execute(database);
    await sql`INSERT INTO kept VALUES ('still here')`.execute(database);
    const pid = await server.pid();
    expect(pid).toBeGreaterThan(1);

    // As after a kill -9 of us: nobody has told the server anything.
    server.leave();
    const next = await openOwnServer(folder);
    expect(await next.pid()).toBe(pid);

    process.kill(pid ?? 0, "SIGKILL");
    // For a moment its orphans still answer.
    while ([pid, undefined].includes(await next.pid())) await passed(50);
    await throughOutages(async () => {
      const { rows } = await sql`SELECT word FROM kept`.execute(database);
      expect(rows).toEqual([{ word: "still here" }]);
    }, 60_000);
  } finally {
    await database.destroy();
  }
});

test("only whoever may enter its folder reaches it, and nobody over a network", async () => {
  const { rows } = await (async () => {
    const database = openDatabase(own.server.url);
    try {
      return await sql<{ listen_addresses: string }>`SHOW listen_addresses`.execute(database);
    } finally {
      await database.destroy();
    }
  })();
  expect(rows).toEqual([{ listen_addresses: "" }]);
});
