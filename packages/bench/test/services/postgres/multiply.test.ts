import type { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runServer, type RunningServer } from "./running-server.ts";

let running: RunningServer;
let app: Client;

beforeAll(async () => {
  running = await runServer();
  app = await running.connect();
});
afterAll(() => running.close());

/** Runs what an app does at sign-ups, and copies all that it wrote. */
async function copied(statements: readonly string[], times = 50) {
  const { rows } = await running.inspector.written(async () => {
    for (const statement of statements) await app.query(statement);
  });
  return running.inspector.multiply(rows, times);
}

async function one<T>(sql: string): Promise<T> {
  const { rows } = await app.query<{ value: T }>(`select (${sql}) as value`);
  return rows[0]?.value as T;
}

test("numbers go on, and the next sign-up meets no copy", async () => {
  await app.query(`
    create table people (id serial primary key, email text not null, name text not null);
    create unique index on people (lower(email));
    create table secrets (person_id int primary key references people, hash text not null)`);
  const made = await copied([
    "insert into people (email, name) values ('Anna.1@shop.example', 'Anna'), ('bo@shop.example', 'Bo')",
    "insert into secrets select id, 'hash of ' || name from people",
  ]);
  expect(made).toEqual({ made: 50 });
  expect(await one<string>("select count(*) from people")).toBe("102");
  // Each copy has a secret of its own.
  expect(
    await one<string>("select count(*) from people join secrets on person_id = id where hash = 'hash of ' || name"),
  ).toBe("102");
  expect(await one<boolean>("select bool_and(email ~ '^(Anna\\.1|bo)\\d*@shop\\.example$') from people")).toBe(true);
  await app.query("insert into people (email, name) values ('late@shop.example', 'Late')");
  expect(await one<number>("select id from people where name = 'Late'")).toBeGreaterThan(102);
});

test("the same rows can be copied again", async () => {
  await app.query("create table twice (id uuid primary key default gen_random_uuid(), email text unique)");
  const { rows } = await running.inspector.written(() =>
    app.query("insert into twice (email) values ('a@shop.example')"),
  );
  expect(await running.inspector.multiply(rows, 3)).toEqual({ made: 3 });
  expect(await running.inspector.multiply(rows, 5)).toEqual({ made: 5 });
  expect(await one<string>("select count(*) from twice")).toBe("9");
});

test("identities, uuids, digests, names whatever their case and keys of several columns are made new", async () => {
  await app.query(`
    create extension if not exists citext;
    create table members (
      id uuid primary key default gen_random_uuid(), email citext unique, nick varchar(20) unique check (nick ~ '^[a-z0-9]+$'),
      born date, settings jsonb default '{"a":1}', shown text generated always as (nick || '!') stored
    );
    create table logins (digest bytea primary key, member uuid not null references members, ends timestamptz default now());
    create table providers (
      id bigint generated always as identity primary key, member uuid not null references members, provider text not null,
      uid char(24) not null, unique (provider, uid), unique (member, provider)
    )`);
  const made = await copied([
    "insert into members (email, nick) values ('Cy@shop.example', 'cy'), ('dee@shop.example', 'cy1')",
    "insert into logins select sha256(nick::bytea), id from members",
    "insert into providers (member, provider, uid) select id, 'own', left(md5(nick), 24) from members",
  ]);
  expect(made).toEqual({ made: 50 });
  expect(await one<string>("select count(*) from members")).toBe("102");
  const owners = "select count(distinct member) from";
  expect([await one(`${owners} logins`), await one(`${owners} providers`)]).toEqual(["102", "102"]);
  expect(await one<boolean>("select bool_and(octet_length(digest) = 32) from logins")).toBe(true);
  await app.query("insert into providers (member, provider, uid) select id, 'other', 'x' from members limit 1");
});

test("links that were never declared lead to the copies", async () => {
  await app.query(`
    create table users (id serial primary key, email text);
    create table sessions (token text, user_id int, tries int default 1)`);
  await copied([
    "insert into users (email) values ('e@shop.example'), ('f@shop.example')",
    "insert into sessions select md5(email), id from users",
  ]);
  expect(await one<string>("select count(distinct email) from users")).toBe("102");
  expect(await one<string>("select count(distinct user_id) from sessions join users on users.id = user_id")).toBe(
    "102",
  );
  expect(await one<string>("select count(distinct token) from sessions where tries = 1")).toBe("102");
});

test("rows that are not copied keep what links to them", async () => {
  await app.query(`
    create table shops (id int primary key);
    insert into shops values (7);
    create table customers (shop int references shops, email text, primary key (shop, email))`);
  expect(await copied(["insert into customers values (7, 'g@shop.example')"])).toEqual({ made: 50 });
  expect(await one<string>("select count(*) from customers where shop = 7")).toBe("51");
});

test("what can't be made new is said, and nothing is changed", async () => {
  await app.query(`
    create table first_part (id serial primary key, email text unique);
    create table moments (at timestamptz primary key);
    create table narrow (id smallint primary key);
    create table strict (email text unique check (email = 'h@shop.example'))`);
  const parts = ["insert into first_part (email) values ('h@shop.example')"];
  expect(await copied([...parts, "insert into moments values (now())"])).toEqual({
    made: 0,
    reason: "nothing makes another value of the unique key moments (at)",
  });
  expect(
    (
      await copied(
        ["insert into first_part (email) values ('i@shop.example')", "insert into narrow values (1)"],
        40_000,
      )
    ).reason,
  ).toContain("out of range");
  expect((await copied(["insert into strict values ('h@shop.example')"])).reason).toContain("check constraint");
  expect(await one<string>("select count(*) from first_part")).toBe("2");
});

test("a hundred thousand accounts are copied in one go, known to the planner, and leave no trace in the log", async () => {
  await app.query(`
    create table many (id uuid primary key default gen_random_uuid(), email text unique, name text, hash text, at timestamptz default now());
    create table many_logins (id uuid primary key, many_id uuid references many, ends timestamptz)`);
  const { rows } = await running.inspector.written(async () => {
    await app.query(
      "insert into many (email, name, hash) select n || '@shop.example', 'Zoë', repeat('x', 97) from generate_series(1, 10) n",
    );
    await app.query("insert into many_logins select gen_random_uuid(), id, now() from many");
  });
  const since = running.now();
  expect(await running.inspector.multiply(rows, 9_999)).toEqual({ made: 9_999 });
  expect(await one<number>("select reltuples::int from pg_class where relname = 'many'")).toBe(100_000);
  expect((await running.inspector.statements(since)).map(({ text }) => text)).toEqual([
    "select (select reltuples::int from pg_class where relname = 'many') as value",
  ]);
}, 60_000);
