import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "mysql2/promise";
import { noMariadb, runServer, type RunningServer } from "./running-server.ts";

describe.skipIf(noMariadb)("MariaDB's inspector (skipped where MariaDB is not installed)", () => {
  let running: RunningServer;
  let app: Connection;

  beforeAll(async () => {
    running = await runServer();
    app = await running.connect();
    await app.query(`
      create table users (id int auto_increment primary key, email varchar(200) unique, note text);
      create table \`Odd \`\`Table\` (\`The Column\` text, \`select\` int);
      create table kinds (
        id bigint auto_increment primary key, j json, bytes blob, fixed_bytes varbinary(80), code varchar(9000),
        old_text varchar(80) character set latin1 collate latin1_bin, wide varchar(80) character set utf16, list set('an okapi', 'x'),
        doubled text generated always as (concat(code, code)) stored, flag bit(3), at datetime(3), price decimal(10, 2), big bigint unsigned
      );
      create table events (at date not null, what text) partition by range columns (at)
        (partition past values less than ('2020-01-01'), partition now values less than maxvalue);
      create view seen as select * from users`);
  });
  afterAll(() => running.close());

  async function placesOf(text: string): Promise<string[]> {
    const places = await running.inspector.find(text);
    // What stands in the tables' own descriptions is another test's matter.
    const inRows = places.filter(({ table }) => !table.startsWith("information_schema."));
    return inRows.map(({ table, column }) => `${table} ${column}`).sort();
  }

  test("a text is found in a plain column whatever its case, and not in a view", async () => {
    await app.query("insert into users (email, note) values ('Zebra@shop.example', 'x')");
    expect(await placesOf("zEBRA@shop")).toEqual(["users email"]);
    expect(await placesOf("zebra@shopping")).toEqual([]);
  });

  test("what a collation calls equal is not the same text", async () => {
    await app.query("insert into users (note) values ('Résumé')");
    expect(await placesOf("resume")).toEqual([]);
    expect(await placesOf("résumÉ")).toEqual(["users note"]);
  });

  test("a text is found under quoted names", async () => {
    await app.query("insert into `Odd ``Table` values ('quagga 1', 7)");
    expect(await placesOf("QUAGGA 1")).toEqual(["`Odd ``Table` The Column"]);
  });

  test.each([
    ["json", "j", `'{"a":["okapi"]}'`],
    ["bytes", "bytes", "cast('an Okapi' as binary)"],
    ["few bytes", "fixed_bytes", "cast('okapi' as binary)"],
    ["another character set", "old_text", "'okapi'"],
    ["wide characters", "wide", "'okapi'"],
    ["a set", "list", "'an okapi,x'"],
  ])("a text is found in %s", async (_kind, column, value) => {
    await app.query("truncate kinds");
    await app.query(`insert into kinds (${column}) values (${value})`);
    expect(await placesOf("okapi")).toEqual([`kinds ${column}`]);
  });

  test("texts with quotes, backslashes, accents and emoji are found inside structures", async () => {
    for (const text of ['say "hi"', "back\\slash", "Zoë", "crab 🦀", "l'eau", "nul\0byte"]) {
      await app.query("truncate kinds");
      await app.query("insert into kinds (j, bytes, code) values (?, ?, ?)", [
        JSON.stringify({ text }),
        Buffer.from(text),
        text,
      ]);
      expect(await placesOf(text), text).toEqual(["kinds bytes", "kinds code", "kinds doubled", "kinds j"]);
    }
  });

  test("a name is found in either form of Unicode", async () => {
    await app.query("delete from users");
    await app.query("insert into users (note) values (?)", ["Zoë".normalize("NFD")]);
    expect(await placesOf("Zoë".normalize("NFC"))).toEqual(["users note"]);
  });

  test("mentions are counted by table, each row once", async () => {
    await app.query("delete from users");
    await app.query("insert into users (email, note) values ('bat@x', 'bat'), ('cat@x', 'BAT'), ('dog@x', '')");
    await app.query("insert into events values (now(), 'bat'), ('2019-01-01', 'bat')");
    expect(await running.inspector.countMentions("Bat")).toEqual({ users: 2, events: 2 });
  });

  test("a value is told as plain JSON and cut when long", async () => {
    await app.query("truncate kinds");
    await app.query(
      "insert into kinds (j, code, bytes, flag, at, price, big) values ('{\"big\": 1}', ?, ?, b'101', '2026-11-24 20:00:00.5', 12.5, 18446744073709551615)",
      ["y".repeat(5_000), Buffer.from([0, 255])],
    );
    const row = (await running.inspector.find("yyyy"))[0]?.row;
    expect(row).toMatchObject({
      ...{ id: 1, j: '{"big": 1}', bytes: "\\x00ff", list: null, flag: "\\x05" },
      ...{ at: "2026-11-24 20:00:00.500", price: "12.50", big: "18446744073709551615" },
    });
    expect((row?.["code"] as string).length).toBeLessThan(2_100);
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });

  test("rows written are those inserted or changed meanwhile", async () => {
    await app.query("delete from users");
    await app.query("insert into users (email) values ('one'), ('two')");
    const { result, rows } = await running.inspector.written(async () => {
      await app.query("update users set note = 'changed' where email = 'two'");
      await app.query("begin; savepoint here; insert into events values (now(), 'saved'); commit");
      await app.query("begin; insert into users (email) values ('never'); rollback");
      return 7;
    });
    expect(result).toBe(7);
    expect(rows.map(({ table, row }) => [table, row["email"] ?? row["what"]])).toEqual([
      ["events", "saved"],
      ["users", "two"],
    ]);
  });

  test("of rows without a key that are alike, one more is one row written", async () => {
    await app.query("insert into events values ('2026-01-01', 'twin')");
    const { rows } = await running.inspector.written(() =>
      app.query("insert into events values ('2026-01-01', 'twin')"),
    );
    expect(rows.map(({ row }) => row["what"])).toEqual(["twin"]);
  });

  test("rows written just after the answer are seen as well", async () => {
    let late: Promise<unknown> = Promise.resolve();
    const { rows } = await running.inspector.written(async () => {
      late = app.query("insert into users (email) select 'late' from (select sleep(0.2)) s");
      await sleep(50);
    });
    await late;
    expect(rows.map(({ row }) => row["email"])).toEqual(["late"]);
  });

  test("so are rows whose transaction is open, and idle, when the answer comes", async () => {
    let late: Promise<unknown> = Promise.resolve();
    const { rows } = await running.inspector.written(async () => {
      await app.query("begin; insert into users (email) values ('open')");
      late = sleep(300).then(() => app.query("commit"));
    });
    await late;
    expect(rows.map(({ row }) => row["email"])).toEqual(["open"]);
  });

  test("constraints are listed with how much of a column counts and what is equal in it", async () => {
    await app.query(`
      create table held (
        email varchar(300), exact varchar(50) collate utf8mb4_bin, whose int, amount int check (amount > 0),
        unique key one_email (email(20), exact), constraint theirs foreign key (whose) references users (id)
      )`);
    const found = (await running.inspector.constraints()).filter(({ table }) => table === "held");
    expect(found).toEqual([
      {
        table: "held",
        name: "one_email",
        definition: "UNIQUE (`email`(20) COLLATE utf8mb4_general_ci, `exact` COLLATE utf8mb4_bin)",
      },
      { table: "held", name: "theirs", definition: "FOREIGN KEY (`whose`) REFERENCES users (`id`)" },
      { table: "held", name: "amount", definition: "CHECK (`amount` > 0)" },
    ]);
    expect(await running.inspector.constraints()).toContainEqual({
      table: "users",
      name: "PRIMARY",
      definition: "PRIMARY KEY (`id`)",
    });
  });

  test("connections are those of the submission", async () => {
    const before = await running.inspector.connections();
    await running.connect();
    expect(await running.inspector.connections()).toBe(before + 1);
  });

  test("a database that was dropped and made again is found", async () => {
    await app.query("drop database app; create database app; use app");
    await app.query("create table again (word text); insert into again values ('narwhal')");
    expect(await placesOf("narwhal")).toEqual(["again word"]);
  });
});
