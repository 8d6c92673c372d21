import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { users } from "../../../src/sandbox/users.ts";
import { openSqliteInspector } from "../../../src/services/sqlite/inspector.ts";

let root: string;
let app: DatabaseSync;
let inspector: Awaited<ReturnType<typeof openSqliteInspector>>;

beforeEach(async () => {
  root = mkdtempSync("/tmp/assay-sqlite-");
  chmodSync(root, 0o711);
  const folder = join(root, "data");
  mkdirSync(folder);
  inspector = await openSqliteInspector({ folder, ...(users.submission !== undefined && { user: users.submission }) });
  app = new DatabaseSync(join(folder, "app.db"));
  app.exec(`
    pragma journal_mode = wal;
    create table people (id integer primary key autoincrement, email text not null, name text, born text) strict;
    create unique index one_email on people (lower(email));
    create table log_ins (digest blob primary key, person integer references people, ends real) without rowid;
    create table users (id text primary key, nick text unique);
    create table tokens (user_id text, token text, made text, tries integer);
    create table moments (at real primary key);
    create table strict_ones (email text unique check (email = 'h@shop.example'));
  `);
  const { submission } = users;
  const made = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
  if (submission !== undefined) for (const path of made) chownSync(path, submission, submission);
});
afterEach(async () => {
  await inspector.close();
  app.close();
  rmSync(root, { recursive: true });
});

/** Runs what an app does at sign-ups, and copies all that it wrote. */
async function copied(statements: string, times = 50) {
  const { rows } = await inspector.written(() => {
    app.exec(statements);
    return Promise.resolve();
  });
  return inspector.multiply(rows, times);
}

function one(sql: string): unknown {
  return Object.values(app.prepare(`select (${sql})`).get() ?? {})[0];
}

test("numbers go on, links lead to the copies, and the next sign-up meets no copy", async () => {
  const made = await copied(`
    insert into people (email, name) values ('Anna.1@shop.example', 'Anna'), ('bo@shop.example', 'Bo');
    insert into log_ins select cast('a digest of ' || name as blob), id, 1.5 from people;`);
  expect(made).toEqual({ made: 50 });
  expect(one("select count(*) from people where email like '%@shop.example' and name in ('Anna', 'Bo')")).toBe(102);
  expect(one("select count(distinct person) from log_ins join people on people.id = person")).toBe(102);
  app.exec("insert into people (email, name) values ('late@shop.example', 'Late')");
  expect(one("select id from people where name = 'Late'")).toBeGreaterThan(102);
});

test("texts that name a row, and what names it undeclared, are made new; moments stay", async () => {
  const made = await copied(`
    insert into users values ('0b6f9a3e-5d0c-4f57-9a51-6a1e1b0c9d01', 'cy'), ('0b6f9a3e-5d0c-4f57-9a51-6a1e1b0c9d02', 'cy1');
    insert into tokens select id, 'token-of-someone-' || nick, '2026-11-25T17:00:0' || length(nick), 1 from users;`);
  expect(made).toEqual({ made: 50 });
  expect(one("select count(distinct user_id) from tokens join users on users.id = user_id")).toBe(102);
  expect(one("select count(distinct token) from tokens where made glob '2026-11-25T17:00:0[23]'")).toBe(102);
});

test("what can't be made new is said, and nothing is changed", async () => {
  const reason = "nothing makes another value of the unique key moments (at)";
  const part = "insert into users values ('a-name-that-is-long-1', 'dee');";
  expect(await copied(`${part} insert into moments values (1.5);`)).toEqual({ made: 0, reason });
  const later =
    "insert into people (email) values ('h@shop.example'); insert into strict_ones values ('h@shop.example')";
  expect((await copied(later)).reason).toContain("CHECK constraint");
  expect([one("select count(*) from users"), one("select count(*) from people")]).toEqual([1, 1]);
});

test("a hundred thousand accounts are copied in one go", async () => {
  const statements = `
    with recursive n (n) as (select 1 union all select n + 1 from n where n < 10)
    insert into people (email, name) select n || '@shop.example', 'Zoë' from n;
    insert into log_ins select cast('a digest of ' || email as blob), id, 1.5 from people;`;
  expect(await copied(statements, 9_999)).toEqual({ made: 9_999 });
  expect(one("select count(*) from people")).toBe(100_000);
}, 60_000);
