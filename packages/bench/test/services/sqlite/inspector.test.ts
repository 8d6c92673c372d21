import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { users } from "../../../src/sandbox/users.ts";
import { openSqliteInspector } from "../../../src/services/sqlite/inspector.ts";

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
  app = new DatabaseSync(join(folder, "app.db"));
  app.exec(`
    pragma journal_mode = wal;
    create table users (id integer primary key, email text unique collate nocase, note text, picture blob);
    create table "Odd ""Table" (rowid text, "The Column" text);
    create table keyed (place text primary key, at integer) without rowid;
    create table log_ins (user_id integer references users (id), token text, expires real, made text);
    create index not_unique on log_ins (token);
    create unique index one_token on log_ins (lower(token));
    create view seen as select * from users;
  `);
  giveToSubmission();
});
afterEach(async () => {
  await inspector.close();
  if (app.isOpen) app.close();
  rmSync(root, { recursive: true });
});

/** As if the submission had made it. */
function giveToSubmission(): void {
  const { submission } = users;
  if (submission === undefined) return;
  for (const path of [folder, ...["", "-wal", "-shm"].map((ending) => join(folder, `app.db${ending}`))]) {
    chownSync(path, submission, submission);
  }
}

async function placesOf(text: string): Promise<string[]> {
  return (await inspector.find(text)).map(({ table, column }) => `${table} ${column}`);
}

test("a text is found wherever it stands, whatever its case, in text, JSON and bytes", async () => {
  app
    .prepare("insert into users (email, note, picture) values (?, ?, ?)")
    .run("Bat@shop.example", JSON.stringify({ nested: ["Zoë"] }).replace("ë", "\\u00eb"), Buffer.from("..quokka.."));
  app.exec(`insert into "Odd ""Table" values ('a', 'the narwhal'), (null, hex('narwhal'))`);
  app.exec("insert into keyed values ('numbat', 41)");
  expect(await placesOf("bat@SHOP")).toEqual(["users email"]);
  expect(await placesOf("Zoë")).toEqual(["users note"]);
  expect(await placesOf("QUOKKA")).toEqual(["users picture"]);
  expect(await placesOf("narwhal")).toEqual([`Odd "Table The Column`, `Odd "Table The Column`]);
  expect(await placesOf("numbat")).toEqual(["keyed place"]);
  expect(await placesOf("wombat")).toEqual([]);
  expect(await inspector.countMentions("narwhal")).toEqual({ 'Odd "Table': 2 });
  expect((await inspector.find("quokka"))[0]?.row).toMatchObject({
    id: 1,
    email: "Bat@shop.example",
    picture: `\\x${Buffer.from("..quokka..").toString("hex")}`,
  });
});

test("rows written are those inserted or changed, also a moment after the answer", async () => {
  app.exec("insert into users (email) values ('old@x'), ('same@x'); insert into keyed values ('k', 1)");
  const { result, rows } = await inspector.written(async () => {
    app.exec("update users set note = 'new' where email = 'old@x'; update keyed set at = 2");
    setTimeout(() => app.exec("insert into users (email) values ('late@x')"), 30);
    return Promise.resolve("done");
  });
  expect(result).toBe("done");
  expect(rows.map(({ table, row }) => [table, row["email"] ?? row["at"]])).toEqual([
    ["keyed", 2],
    ["users", "old@x"],
    ["users", "late@x"],
  ]);
});

test("moments are moved back, and names stay", async () => {
  const now = Date.now();
  app.exec("insert into users (id, email) values (1700000000, 'a@x')");
  app.prepare("insert into users (id, email) values (?, 'b@x')").run(BigInt(now));
  app.prepare("insert into keyed values ('k', ?)").run(BigInt(now));
  app
    .prepare("insert into log_ins values (?, 'token', ?, ?)")
    .run(BigInt(now), now / 1000, new Date(now).toISOString().replace("T", " ").slice(0, 19));
  const hour = 3_600_000;
  expect(await inspector.moveBack(await inspector.rows(), hour)).toEqual({ moved: 3 });
  const [keyed] = app.prepare("select at from keyed").all();
  expect(keyed?.["at"]).toBe(now - hour);
  const [logIn] = app.prepare("select * from log_ins").all();
  expect(logIn?.["expires"]).toBeCloseTo((now - hour) / 1000, 2);
  expect(logIn?.["made"]).toBe(new Date(now - hour).toISOString().replace("T", " ").slice(0, 19));
  expect(app.prepare("select id from users where email = 'b@x'").get()?.["id"]).toBe(now);
});

test("writers wait while they are held, readers go on, and it ends before their own patience does", async () => {
  const other = new DatabaseSync(join(folder, "app.db"), { timeout: 0 });
  const { result } = await inspector.holdingWrites(async () => {
    expect(other.prepare("select count(*) as n from users").get()).toEqual({ n: 0 });
    const refused: string[] = [];
    for (let tries = 0; tries < 200; tries++) {
      try {
        other.exec("insert into users (email) values ('held@x')");
        return { refused: refused.length, with: refused[0] };
      } catch (error) {
        refused.push((error as Error).message);
        await sleep(20);
      }
    }
    return { refused: Infinity, with: refused[0] };
  });
  other.close();
  expect(result.with).toBe("database is locked");
  expect(result.refused).toBeGreaterThan(10);
  expect(result.refused).toBeLessThan(150);
});

test("what fails while writers are held is told, and they are let go", async () => {
  await expect(inspector.holdingWrites(() => Promise.reject(new Error("it broke")))).rejects.toThrow("it broke");
  app.exec("insert into users (email) values ('after@x')");
});

test("constraints are keys and unique indexes", async () => {
  expect(await inspector.constraints()).toEqual([
    { table: "keyed", name: "sqlite_autoindex_keyed_1", definition: 'PRIMARY KEY ("place")' },
    { table: "log_ins", name: "one_token", definition: "UNIQUE INDEX ((expression))" },
    { table: "users", name: "sqlite_autoindex_users_1", definition: 'UNIQUE ("email")' },
  ]);
});

test("a folder without a database, or not there any more, holds nothing", async () => {
  app.close();
  rmSync(join(folder, "app.db"));
  expect(await inspector.rows()).toEqual([]);
  expect(await inspector.holdingWrites(() => Promise.resolve(1))).toMatchObject({ result: 1 });
});

test("several databases are told apart, and what only looks like one is left alone", async () => {
  const second = new DatabaseSync(join(folder, "sessions.sqlite"));
  second.exec("create table kept (what text); insert into kept values ('narwhal')");
  second.close();
  const outside = new DatabaseSync(join(root, "outside.db"));
  outside.exec("create table secret (what text); insert into secret values ('narwhal')");
  outside.close();
  symlinkSync(join(root, "outside.db"), join(folder, "linked.db"));
  writeFileSync(join(folder, "prose.db"), "narwhal");
  writeFileSync(join(folder, "broken.db"), `SQLite format 3\0${"narwhal".repeat(1_000)}`);
  writeFileSync(join(folder, "closed.db"), "SQLite format 3\0");
  chmodSync(join(folder, "closed.db"), 0o000);
  expect(await placesOf("narwhal")).toEqual(["sessions.sqlite:kept what"]);
});

test.skipIf(users.submission === undefined)(
  "it reads as the submission's user, who may write to what it makes (needs root)",
  async () => {
    app.close();
    rmSync(join(folder, "app.db-wal"), { force: true });
    rmSync(join(folder, "app.db-shm"), { force: true });
    const secret = new DatabaseSync(join(folder, "ours.db"));
    secret.exec("create table secret (what text); insert into secret values ('narwhal')");
    secret.close();
    chmodSync(join(folder, "ours.db"), 0o600);
    expect(await placesOf("narwhal")).toEqual([]);
    rmSync(join(folder, "ours.db"));
    await inspector.holdingWrites(() => {
      expect(statSync(join(folder, "app.db-shm")).uid).toBe(users.submission);
      return Promise.resolve();
    });
  },
);
