import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "pg";
import { runServer, type RunningServer } from "./running-server.ts";

let running: RunningServer;
let app: Client;

beforeAll(async () => {
  running = await runServer();
  app = await running.connect();
  await app.query(`
    create schema "Odd Schema";
    create type pair as (left_side text, right_side text);
    create domain mail_address as varchar(200);
    create table users (id serial primary key, email mail_address unique, note text);
    create table "Odd Schema"."Odd ""Table" ("The Column" text, "select" int);
    create table kinds (
      id bigint generated always as identity primary key,
      j json, jb jsonb, list text[], bytes bytea, many_bytes bytea[], whole pair, fixed char(40), code varchar,
      doubled text generated always as (code || code) stored
    );
    create table events (at timestamptz not null, what text) partition by range (at);
    create table events_past partition of events for values from ('2000-01-01') to (now() - interval '12 hours');
    create table events_now partition of events for values from (now() - interval '12 hours') to ('2100-01-01');
    create table nothing ();
    create view seen as select * from users;
  `);
});
afterAll(() => running.close());

async function placesOf(text: string): Promise<string[]> {
  const places = await running.inspector.find(text);
  return places.map(({ table, column }) => `${table} ${column}`).sort();
}

test("a text is found in a plain column whatever its case, and not in a view", async () => {
  await app.query("insert into users (email, note) values ('Zebra@shop.example', 'x')");
  expect(await placesOf("zEBRA@shop")).toEqual(["users email"]);
  expect(await placesOf("zebra@shopping")).toEqual([]);
});

test("a text is found under quoted names and in other schemas", async () => {
  await app.query(`insert into "Odd Schema"."Odd ""Table" values ('quagga 1', 7)`);
  expect(await placesOf("QUAGGA 1")).toEqual([`Odd Schema."Odd ""Table" The Column`]);
});

test.each([
  ["json", "j", `'{"a":["okapi"]}'`],
  ["jsonb", "jb", `'{"a":{"okapi":1}}'`],
  ["an array", "list", `array['x','an okapi']`],
  ["bytes", "bytes", `convert_to('an Okapi','UTF8')`],
  ["an array of bytes", "many_bytes", `array[convert_to('okapi','UTF8')]`],
  ["a composite", "whole", `row('x','okapi')::pair`],
  ["fixed length", "fixed", `'okapi'`],
])("a text is found in %s", async (_kind, column, value) => {
  await app.query("truncate kinds");
  await app.query(`insert into kinds (${column}) values (${value})`);
  expect(await placesOf("okapi")).toEqual([`kinds ${column}`]);
});

test("texts with quotes, backslashes, accents and emoji are found inside structures", async () => {
  for (const text of ['say "hi"', "back\\slash", "Zoë", "crab 🦀", "l'eau"]) {
    await app.query("truncate kinds");
    await app.query(
      "insert into kinds (j, jb, list, bytes, whole) values ($1::text::json, $1::text::jsonb, $2, $3, row($4::text, '')::pair)",
      [JSON.stringify({ text }), [text], Buffer.from(text), text],
    );
    expect(await placesOf(text), text).toEqual(["kinds bytes", "kinds j", "kinds jb", "kinds list", "kinds whole"]);
  }
  expect(await placesOf("nul\0byte")).toEqual([]);
});

test("a name is found in either form of Unicode", async () => {
  await app.query("truncate users");
  await app.query("insert into users (note) values ($1)", ["Zoë".normalize("NFD")]);
  expect(await placesOf("Zoë".normalize("NFC"))).toEqual(["users note"]);
});

test("mentions are counted by table, each row once", async () => {
  await app.query("truncate users");
  await app.query("insert into users (email, note) values ('bat@x', 'bat'), ('cat@x', 'BAT'), ('dog@x', '')");
  await app.query("insert into events values (now(), 'bat'), ('2020-01-01', 'bat')");
  expect(await running.inspector.countMentions("Bat")).toEqual({ users: 2, events_now: 1, events_past: 1 });
});

test("a value is told as plain JSON and cut when long", async () => {
  await app.query("truncate kinds");
  await app.query("insert into kinds (jb, list, code, bytes) values ($1, $2, $3, $4)", [
    { big: 1 },
    ["a", null],
    "y".repeat(5_000),
    Buffer.from([0, 255]),
  ]);
  const row = (await running.inspector.find("yyyy"))[0]?.row;
  expect(row).toMatchObject({ jb: { big: 1 }, list: ["a", null], bytes: "\\x00ff", j: null });
  expect((row?.["code"] as string).length).toBeLessThan(2_100);
  expect(JSON.parse(JSON.stringify(row))).toEqual(row);
});

test("rows written are those inserted or changed meanwhile, in transactions with savepoints too", async () => {
  await app.query("truncate users");
  await app.query("insert into users (email) values ('one'), ('two')");
  const { result, rows } = await running.inspector.written(async () => {
    await app.query("update users set note = 'changed' where email = 'two'");
    await app.query("begin");
    await app.query("savepoint here");
    await app.query("insert into events values (now(), 'saved')");
    await app.query("commit");
    await app.query("begin");
    await app.query("insert into users (email) values ('never')");
    await app.query("rollback");
    return 7;
  });
  expect(result).toBe(7);
  expect(rows.map(({ table, row }) => [table, row["email"] ?? row["what"]])).toEqual([
    ["events_now", "saved"],
    ["users", "two"],
  ]);
});

test("rows written just after the answer are seen as well", async () => {
  let late: Promise<unknown> = Promise.resolve();
  const { rows } = await running.inspector.written(async () => {
    late = app.query("insert into users (email) select 'late' from pg_sleep(0.2)");
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await late;
  expect(rows.map(({ row }) => row["email"])).toEqual(["late"]);
});

test("constraints and unique indexes are listed with their definitions", async () => {
  await app.query("create unique index users_lower on users (lower(email))");
  const found = await running.inspector.constraints();
  expect(found).toContainEqual({ table: "users", name: "users_email_key", definition: "UNIQUE (email)" });
  expect(found.find(({ name }) => name === "users_lower")?.definition).toMatch(/UNIQUE INDEX .*lower/);
});

test("connections are those of the submission", async () => {
  const before = await running.inspector.connections();
  await running.connect();
  expect(await running.inspector.connections()).toBe(before + 1);
});

test("row security hides nothing from the inspector", async () => {
  await app.query("create table guarded (secret text); insert into guarded values ('narwhal')");
  await app.query("alter table guarded enable row level security; alter table guarded force row level security");
  expect(await placesOf("narwhal")).toEqual(["guarded secret"]);
});

test("the inspector connects again after the server has ended all connections", async () => {
  const unlucky = await running.connect();
  const { rows } = await unlucky.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = rows[0]?.pid ?? expect.unreachable("it has no process");
  const gone = new Promise((resolve) => unlucky.once("end", resolve));
  process.kill(pid, "SIGKILL");
  await gone;
  await sleep(50);
  expect(await placesOf("narwhal")).toEqual(["guarded secret"]);
});
