import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "pg";
import { connect as connectInspector } from "../../../src/services/postgres/connection.ts";
import { runServer, type RunningServer } from "./running-server.ts";

/** What a submission that controls its own role and its own statements does to be misread. */

let running: RunningServer;
let app: Client;

beforeAll(async () => {
  running = await runServer();
  app = await running.connect();
});
afterAll(() => running.close());
afterEach(async () => {
  running.inspector.takeHidden();
  await app.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app' and pid <> pg_backend_pid()",
  );
  await app.query(`drop schema public cascade; create schema public; alter role app reset all;
    select lo_unlink(oid) from pg_largeobject_metadata`);
});

async function placesOf(text: string): Promise<string[]> {
  return (await running.inspector.find(text)).map(({ table, column }) => `${table} ${column}`).sort();
}

describe("a cast of the submission's own", () => {
  const hides = `
    create table noticed (who text);
    create function hide(secret) returns text language plpgsql as $$ begin
      insert into public.noticed values (current_user);
      return 'nothing to see';
    exception when others then return 'nothing to see';
    end $$;
    create cast (secret as text) with function hide(secret);`;

  test("to text hides no plain password", async () => {
    await app.query(`create type secret as (value text); ${hides}
      create table users (id int primary key, password secret);
      insert into users values (1, row('hunter2 plain')::secret)`);
    expect(await placesOf("hunter2 plain")).toEqual(["users password"]);
    expect(await running.inspector.countMentions("hunter2 plain")).toEqual({ users: 1 });
    expect(await running.inspector.rows()).toMatchObject([
      { table: "users", row: { id: 1, password: ["hunter2 plain"] } },
    ]);
  });

  test("to JSON hides no plain password in a list", async () => {
    await app.query(`create type secret as (value text);
      create function hide(secret) returns json language sql as $$ select '"nothing"'::json $$;
      create cast (secret as json) with function hide(secret);
      create table users (id int, passwords secret[]);
      insert into users values (1, array[row('hunter2, "plain"')::secret])`);
    expect(await placesOf("hunter2")).toEqual(["users passwords"]);
    expect(await running.inspector.rows()).toMatchObject([{ row: { passwords: [['hunter2, "plain"']] } }]);
  });

  test("never runs with the inspector's rights, not even to find a row again by its key", async () => {
    await app.query(`create type secret as enum ('a', 'b'); ${hides}
      create table users (name secret primary key, at timestamptz default now());
      insert into users values ('a')`);
    const rows = await running.inspector.rows();
    expect(rows).toMatchObject([{ row: { name: "a" } }]);
    expect(await running.inspector.moveBack(rows, 3_600_000)).toEqual({ moved: 1 });
    expect(await running.inspector.multiply(rows, 1)).toMatchObject({ made: 0 });
    expect((await app.query("select * from noticed")).rows).toEqual([]);
  });
});

test("a trigger that always fires, an index and a constraint run as nobody who can read more than the submission", async () => {
  await app.query(`
    create function rights() returns text language sql volatile as $$
      select current_user || ' ' || session_user || ' ' || pg_has_role(session_user, 'pg_monitor', 'member')
        || pg_has_role(session_user, 'pg_read_all_data', 'member') || pg_has_role(session_user, 'pg_signal_backend', 'member') $$;
    create table noticed (how text, rights text);
    create function notice() returns trigger language plpgsql as $$ begin
      insert into public.noticed values ('trigger', public.rights()); return new;
    end $$;
    create function check_it(text) returns boolean language plpgsql as $$ begin
      insert into public.noticed values ('check', public.rights()); return true;
    end $$;
    create table users (id int primary key, at timestamptz default now(), name text check (check_it(name)));
    create trigger notices before update or insert on users for each row execute function notice();
    alter table users enable always trigger notices;
    insert into users values (1);
    truncate noticed`);
  const rows = (await running.inspector.rows()).filter(({ table }) => table === "users");
  await running.inspector.moveBack(rows, 3_600_000);
  await running.inspector.multiply(rows, 2);
  const { rows: noticed } = await app.query<{ rights: string }>("select distinct rights from noticed");
  expect(noticed.length).toBeGreaterThan(0);
  expect(noticed.filter(({ rights }) => !rights.endsWith("falsefalsefalse"))).toEqual([]);
});

test("tables swapped for views while they are read run nothing", async () => {
  await app.query(`create table noticed (who text);
    create function notice() returns text language plpgsql as $$ begin
      insert into public.noticed values (current_user); return 'x'; exception when others then return 'x'; end $$;`);
  const client = await connectInspector(running.server.administrator);
  try {
    await app.query("create view users as select notice() as email");
    await expect(client.query("select email from public.users")).rejects.toThrow(/access to non-system view/);
    expect((await app.query("select * from noticed")).rows).toEqual([]);
  } finally {
    await client.end();
  }
});

test("a text is found in materialized views, large objects, comments, names, labels, settings and code", async () => {
  await app.query(`create table users (id int, email text); insert into users values (1, 'quokka in a row')`);
  await app.query("create materialized view seen as select email || ' seen' as what from users; truncate users");
  expect(await placesOf("quokka in a row")).toEqual(["seen what"]);
  await app.query("drop materialized view seen");
  // Across its pages of 2,048 bytes.
  await app.query("select lo_from_bytea(0, convert_to(repeat('x', 2040) || 'quokka in an object', 'UTF8'))");
  expect(await placesOf("Quokka in an object")).toEqual(["pg_largeobject data"]);
  await app.query("comment on column users.email is 'quokka in a comment'; create sequence \"quokka in a name\"");
  await app.query(`create type mood as enum ('quokka in a label');
    create function tell() returns text language sql as $$ select 'quokka in code' $$;
    alter table users alter column email set default 'quokka in a default';
    create view shown as select 'quokka in a view' as what;
    alter role app set application_name = 'quokka in a setting'`);
  for (const [text, place] of [
    ["quokka in a comment", "pg_description description"],
    ["quokka in a name", "pg_class relname"],
    ["quokka in a label", "pg_enum enumlabel"],
    ["quokka in code", "pg_proc prosrc"],
    ["quokka in a default", "pg_attrdef adbin"],
    ["quokka in a view", "pg_rewrite ev_action"],
    ["quokka in a setting", "pg_db_role_setting setconfig"],
  ] as const) {
    expect(await placesOf(text), text).toEqual([place]);
  }
});

test("copies of rows in materialized views are no rows of their own", async () => {
  await app.query("create table users (email text); insert into users values ('a@x')");
  await app.query("create materialized view seen as select * from users");
  expect(await running.inspector.countMentions("a@x")).toEqual({ users: 1 });
  expect(await running.inspector.rows()).toMatchObject([{ table: "users" }]);
});

test("what a large object holds is among what was written", async () => {
  const { rows } = await running.inspector.written(() => app.query("select lo_from_bytea(0, 'drowssap')"));
  expect(rows).toMatchObject([{ table: "pg_largeobject", row: { data: "\\x64726f7773736170" } }]);
});

test("a table full of new rows hides no other table's", async () => {
  await app.query("create table a_decoy (x int); create table users (password text)");
  const { rows } = await running.inspector.written(async () => {
    await app.query("insert into a_decoy select generate_series(1, 12000)");
    await app.query("insert into users values ('5f4dcc3b5aa765d61d8327deb882cf99')");
  });
  expect(rows.filter(({ table }) => table === "users")).toHaveLength(1);
});

describe("a lock", () => {
  test("held for ever on a table hides no other, and is reported as the submission's own", async () => {
    await app.query(`create table decoy (x int); create table users (email text, password text);
      insert into users values ('a@x', 'hunter2 plain')`);
    const locker = await running.connect();
    await locker.query("begin; lock table decoy in access exclusive mode");
    expect(await placesOf("hunter2 plain")).toEqual(["users password"]);
    expect(running.inspector.takeHidden()).toEqual([
      { how: "locked", place: "decoy", seconds: expect.any(Number) as number },
    ]);
    const { rows } = await running.inspector.written(() => app.query("insert into users values ('b@x')"));
    expect(rows).toMatchObject([{ table: "users", row: { email: "b@x" } }]);
    expect(running.inspector.takeHidden()).toMatchObject([{ how: "locked", place: "decoy" }]);
    expect(await running.inspector.countMentions("b@x")).toEqual({ users: 1 });
    expect(running.inspector.takeHidden()).toMatchObject([{ how: "locked", place: "decoy" }]);
    await locker.query("rollback");
    await running.inspector.rows();
    expect(running.inspector.takeHidden()).toEqual([]);
  });

  test("on the very table that is to be changed is reported, too", async () => {
    await app.query(
      "create table users (id int primary key, at timestamptz default now()); insert into users values (1)",
    );
    const rows = await running.inspector.rows();
    const locker = await running.connect();
    await locker.query("begin; lock table users in access exclusive mode");
    const hidden = { hidden: { how: "locked", place: "users", seconds: 5 } };
    await expect(running.inspector.moveBack(rows, 1_000)).rejects.toMatchObject(hidden);
    await expect(running.inspector.multiply(rows, 1)).rejects.toMatchObject(hidden);
    await locker.query("rollback");
  });

  test("that an honest app holds for seconds is waited for", async () => {
    await app.query("create table users (email text); insert into users values ('a@x')");
    const worker = await running.connect();
    await worker.query("begin; lock table users in access exclusive mode; select pg_advisory_lock(1)");
    const letGo = new Promise((resolve) => setTimeout(resolve, 2_000)).then(() => worker.query("commit"));
    expect(await running.inspector.countMentions("a@x")).toEqual({ users: 1 });
    await letGo;
    await worker.query("begin; select * from users for update");
    expect(await running.inspector.countMentions("a@x")).toEqual({ users: 1 });
    await worker.query("rollback");
    expect(running.inspector.takeHidden()).toEqual([]);
  });
});

test("tables that come and go while they are read are no trick", async () => {
  await app.query("create table users (email text); insert into users values ('a@x')");
  let isOver = false;
  const churn = (async () => {
    const worker = await running.connect();
    for (let nth = 0; !isOver; nth++) {
      await worker.query(`create table work_${String(nth)} as select 'a@x' as email; drop table work_${String(nth)}`);
    }
  })();
  for (let look = 0; look < 20; look++) {
    expect(await running.inspector.find("a@x")).toContainEqual(expect.objectContaining({ table: "users" }));
  }
  isOver = true;
  await churn;
  expect(running.inspector.takeHidden()).toEqual([]);
});

test("a value that is too big to be read hides no other table, and is reported", async () => {
  await app.query(`create table a_decoy (big text); create table users (password text);
    insert into users values ('hunter2 plain')`);
  await app.query("insert into a_decoy select repeat('x', 300000000)");
  expect(await placesOf("hunter2 plain")).toEqual(["users password"]);
  expect(running.inspector.takeHidden()).toMatchObject([{ place: "a_decoy" }]);
});

test("connections that say nothing and take every place are reported as the submission's own, and the rest goes on", async () => {
  await app.query("create table users (at timestamptz default now()); insert into users default values");
  const silent = Array.from({ length: 260 }, () => connect({ path: running.server.socketPath }));
  for (const socket of silent) socket.on("error", () => undefined);
  try {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await running.inspector.holdingWrites(() => Promise.resolve("done"))).toMatchObject({ result: "done" });
    expect(running.inspector.takeHidden()).toMatchObject([{ how: "connections" }]);
    expect(await running.inspector.rows()).toHaveLength(1);
  } finally {
    for (const socket of silent) socket.destroy();
  }
});

describe("the submission's role", () => {
  test("limits nobody's connections and sets nothing for others", async () => {
    for (const statement of [
      "alter database app connection limit 0",
      "alter database app set statement_timeout = 1",
      "alter role assay_inspector connection limit 0",
      "alter role app connection limit 0",
      "alter database app rename to other",
    ]) {
      await expect(app.query(statement), statement).rejects.toThrow(
        /must be owner|permission denied|cannot be renamed/,
      );
    }
    await app.query("revoke connect on database app from public").catch(() => undefined);
    const { openInspector } = await import("../../../src/services/postgres/inspector.ts");
    await (await openInspector(running.server, running.now)).close();
  });

  test("can do all that an app's migrations do", async () => {
    await app.query("create schema accounts; create table accounts.users (id serial primary key, email text)");
    await app.query("create temp table working (x int); drop table working");
    await app.query("alter role app set timezone to 'UTC'; alter role app reset timezone");
    await app.query("drop schema public cascade; create schema public; grant all on schema public to public");
    await app.query("comment on schema public is 'ours'; create publication changes for table accounts.users");
    await app.query("drop schema accounts cascade; drop publication changes");
    const { rows } = await app.query<{ name: string }>(
      "select name from pg_available_extension_versions where trusted and not installed and name in ('citext', 'pgcrypto')",
    );
    for (const { name } of rows) await app.query(`create extension if not exists ${name}; drop extension ${name}`);
    await app.query("listen news; notify news; unlisten news");
  });
});
