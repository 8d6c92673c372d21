import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "mysql2/promise";
import { noMariadb, runServer, type RunningServer } from "./running-server.ts";

describe.skipIf(noMariadb)("MariaDB's own log of statements (skipped where MariaDB is not installed)", () => {
  let running: RunningServer;
  let app: Connection;

  beforeAll(async () => {
    running = await runServer();
    app = await running.connect();
    await app.query("create table users (id int auto_increment primary key, email text)");
  });
  afterAll(() => running.close());

  async function aMomentLater(): Promise<number> {
    await sleep(5);
    return running.now();
  }

  async function textsSince(since: number): Promise<(readonly [string, string | undefined])[]> {
    return (await running.inspector.statements(since)).map(({ text, error }) => [text, error] as const);
  }

  test("a statement is told with its values in place and when it ran", async () => {
    const since = await aMomentLater();
    await app.execute("insert into users (email) values (?)", ['it\'s\na "quote" \\']);
    await app.query("select ?", ["x"]);
    const facts = await running.inspector.statements(since);
    expect(facts.map(({ text }) => text)).toEqual([
      String.raw`insert into users (email) values ('it\'s\na \"quote\" \\')`,
      "select 'x'",
    ]);
    for (const { at } of facts) {
      expect(at).toBeGreaterThanOrEqual(since - 1);
      expect(at).toBeLessThanOrEqual(running.now());
    }
  });

  test("a statement that the server refused is told once, with its number, even when it makes no sense", async () => {
    const since = await aMomentLater();
    for (const text of [
      "select 'open",
      "select * from nowhere",
      "select missing from users",
      "select '🦀\n' = nothing",
    ]) {
      await app.query(text).catch(() => undefined);
    }
    await app.execute("select 'unprepared").catch(() => undefined);
    await app.query("select 1");
    expect(await textsSince(since)).toEqual([
      ["select 'open", "1064"],
      ["select * from nowhere", "1146"],
      ["select missing from users", "1054"],
      [expect.stringContaining("= nothing"), "1054"],
      ["select 'unprepared", "1064"],
      ["select 1", undefined],
    ]);
  });

  test("statements of one moment are told in their order, also those that could not be prepared", async () => {
    const since = await aMomentLater();
    const texts = Array.from({ length: 400 }, (_, at) =>
      at % 4 === 1 ? `select 'open ${String(at)}` : `select ${String(at)}`,
    );
    for (const text of texts) {
      await (text.includes("open") ? app.execute(text) : app.query(text)).catch(() => undefined);
    }
    expect((await textsSince(since)).map(([text]) => text)).toEqual(texts);
  });

  test("a call whose procedure makes a command of a text fails with that command's number", async () => {
    await app.query(
      "create procedure look_up(in wanted text) execute immediate concat('select ''', wanted, ''' from users')",
    );
    const since = await aMomentLater();
    await app.query("call look_up(?)", ["a'||nothing||'b"]).catch(() => undefined);
    expect(await textsSince(since)).toContainEqual([String.raw`call look_up('a\'||nothing||\'b')`, "1054"]);
  });

  test("text that looks like an entry makes none", async () => {
    const since = await aMomentLater();
    const texts = [
      `select '\n"2026-11-25 13:56:59.827103","app[app] @ localhost []",6,1,"Query","drop table users"\n'`,
      `select '\n20261125 13:56:59,vm,app,localhost,6,13,QUERY,app,\\'drop table users\\',1064\n'`,
      `select '","Query","drop table users"'`,
      "select ''',1064' -- \n',1064",
    ];
    for (const text of texts) await app.query(text).catch(() => undefined);
    const facts = await textsSince(since);
    expect(facts.map(([text]) => text)).toEqual(texts);
    expect(facts.map(([, error]) => error)).toEqual([undefined, undefined, undefined, "1064"]);
  });

  test.each([
    "set global general_log = 0",
    "set global log_output = 'NONE'",
    "set session sql_log_off = 1",
    "set global server_audit_logging = 0",
    "truncate mysql.general_log",
    "insert into mysql.general_log values (now(), 'app[app]', 1, 1, 'Query', 'drop table users')",
    "uninstall plugin server_audit",
    "flush logs",
  ])("the submission can't quiet the log: %s", async (statement) => {
    await expect(app.query(statement)).rejects.toThrow(/denied|privilege/i);
  });

  test("the inspector's own questions are not among the statements", async () => {
    const since = await aMomentLater();
    await running.inspector.find("anything");
    await running.inspector.constraints();
    expect(await running.inspector.statements(since)).toEqual([]);
  });

  test("a long statement between others is read whole", async () => {
    const since = await aMomentLater();
    const text = `select length('${"é".repeat(400_000)}')`;
    await app.query(text);
    expect(await textsSince(since)).toEqual([[text, undefined]]);
  });

  test("of many statements at once on many connections each is told, and each failure with its own", async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => running.connect()));
    const since = await aMomentLater();
    await Promise.all(
      clients.map(async (client, number) => {
        for (let round = 0; round < 50; round += 1) {
          const wrong = round % 7 === 3;
          await client
            .execute(`select ${wrong ? "missing" : "?"} from users where id > ${String(number)}`, wrong ? [] : [round])
            .catch(() => undefined);
        }
      }),
    );
    const facts = await textsSince(since);
    expect(facts).toHaveLength(400);
    expect(facts.filter(([, error]) => error !== undefined)).toHaveLength(56);
    expect(facts.every(([text, error]) => text.includes("missing") === (error === "1054"))).toBe(true);
  });
});
