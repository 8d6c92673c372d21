import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { users } from "../../../src/sandbox/users.ts";
import { openSqliteInspector } from "../../../src/services/sqlite/inspector.ts";

/** What a submission that controls its own files does to be misread. */

let root: string;
let folder: string;
let app: DatabaseSync;
let inspector: Awaited<ReturnType<typeof openSqliteInspector>>;

beforeEach(async () => {
  root = mkdtempSync("/tmp/assay-sqlite-");
  chmodSync(root, 0o711);
  folder = join(root, "data");
  mkdirSync(folder);
  inspector = await openSqliteInspector({ folder, ...(users.submission !== undefined && { user: users.submission }) });
  app = open("app.db");
});
afterEach(async () => {
  await inspector.close();
  if (app.isOpen) app.close();
  rmSync(root, { recursive: true });
});

function open(name: string): DatabaseSync {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  const database = new DatabaseSync(join(folder, name));
  database.enableDefensive(false);
  return database;
}

/** As if the submission had made it. */
function giveToSubmission(): void {
  const { submission } = users;
  if (submission === undefined) return;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const path of [folder, ...names.map((name) => join(folder, name))]) chownSync(path, submission, submission);
}

async function placesOf(text: string, remnants = false): Promise<string[]> {
  giveToSubmission();
  return (await inspector.find(text, { remnants })).map(({ table, column }) => `${table} ${column}`);
}

test.each(["wal", "delete"])("a lock held for ever hides nothing (journal mode %s)", async (mode) => {
  app.exec(`pragma journal_mode = ${mode}; create table users (email text, password text);
    insert into users values ('a@x', 'hunter2 plain')`);
  app.exec("pragma locking_mode = exclusive; begin exclusive; insert into users values ('b@x', ''); commit");
  app.exec("insert into users values ('c@x', '')");
  expect(await placesOf("hunter2 plain")).toEqual(["users password"]);
  expect(await inspector.countMentions("c@x")).toEqual({ users: 1 });
  const { rows } = await inspector.written(() => {
    app.exec("insert into users values ('d@x', '')");
    return Promise.resolve();
  });
  expect(rows).toMatchObject([{ table: "users", row: { email: "d@x" } }]);
  expect(inspector.takeHidden()).toEqual([]);
  const hidden = { hidden: { how: "locked", place: "app.db" } };
  await expect(inspector.moveBack(rows, 1_000)).rejects.toMatchObject(hidden);
});

test("a schema that cannot be read, a closed file and a closed folder are reported as the submission's own, and hide no other", async () => {
  app.exec("create table users (email text); insert into users values ('narwhal')");
  const broken = open("broken.db");
  broken.exec("create table secrets (x text); pragma writable_schema = on");
  broken.exec("update sqlite_schema set sql = 'create table secrets (' where name = 'secrets'");
  broken.close();
  writeFileSync(join(folder, "closed.db"), "SQLite format 3\0");
  mkdirSync(join(folder, "shut"));
  expect(await placesOf("narwhal")).toEqual(["app.db:users email"]);
  inspector.takeHidden();
  giveToSubmission();
  chmodSync(join(folder, "closed.db"), 0o000);
  chmodSync(join(folder, "shut"), 0o000);
  const asRoot = users.submission === undefined && process.getuid?.() === 0;
  await inspector.find("narwhal");
  const hidden = inspector.takeHidden().map(({ how, place }) => `${how} ${place}`);
  expect(hidden).toEqual(
    expect.arrayContaining(["unreadable broken.db", ...(asRoot ? [] : ["unreadable closed.db", "unreadable shut"])]),
  );
});

test("rows of virtual tables, of tables that pass for SQLite's own and of deep folders are found", async () => {
  app.exec("create virtual table notes using fts5(body); insert into notes values ('quokka in a virtual table')");
  expect(await placesOf("quokka in a virtual")).toEqual(["notes_content c0"]);
  app.exec(
    "create table secrets (x text); insert into secrets values ('quokka in disguise'); pragma writable_schema = on",
  );
  app.exec(
    "update sqlite_schema set name = 'sqlite_mine', tbl_name = 'sqlite_mine', sql = 'create table sqlite_mine (x text)' where name = 'secrets'",
  );
  expect(await placesOf("quokka in disguise")).toEqual(["sqlite_mine x"]);
  const deep = open("a/b/c/d/deep.db");
  deep.exec("create table kept (x text); insert into kept values ('quokka in the deep')");
  deep.close();
  expect(await placesOf("quokka in the deep")).toEqual(["a/b/c/d/deep.db:kept x"]);
});

test("names, defaults and code are searched", async () => {
  app.exec("create table users (email text default 'quokka in a default')");
  expect(await placesOf("quokka in a default")).toEqual(["sqlite_schema sql"]);
});

test("what was stored and deleted, or lies in a file of another form, is found where remnants are asked for", async () => {
  app.exec("pragma secure_delete = off; create table users (password text)");
  app.exec("insert into users values ('hunter2 plain'); delete from users");
  writeFileSync(join(folder, "users.json"), JSON.stringify({ password: "hunter3 plain" }));
  expect(await placesOf("hunter2 plain")).toEqual([]);
  expect(await placesOf("hunter2 plain", true)).toEqual(["app.db bytes of the file"]);
  expect(await placesOf("hunter3 plain", true)).toEqual(["users.json bytes of the file"]);
  expect(await placesOf("hunter4 plain", true)).toEqual([]);
});

test("a table full of rows hides no other", async () => {
  app.exec("create table a_decoy (x integer); create table users (password text)");
  giveToSubmission();
  const { rows } = await inspector.written(() => {
    app.exec(
      "with recursive n(x) as (select 1 union all select x + 1 from n limit 12000) insert into a_decoy select x from n",
    );
    app.exec("insert into users values ('5f4dcc3b5aa765d61d8327deb882cf99')");
    return Promise.resolve();
  });
  expect(rows.filter(({ table }) => table === "users")).toHaveLength(1);
  expect(inspector.takeHidden()).toMatchObject([{ how: "size", place: "a_decoy" }]);
});

test("a value that is too big to be read hides no other table, and is reported", async () => {
  app.exec("create table a_decoy (big blob); insert into a_decoy values (zeroblob(200000000))");
  app.exec("create table users (email text); insert into users values ('narwhal')");
  expect(await placesOf("narwhal")).toEqual(["users email"]);
  expect(inspector.takeHidden()).toMatchObject([{ how: "unreadable", place: "a_decoy" }]);
});
