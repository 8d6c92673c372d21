import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "mysql2/promise";
import { noMariadb, runServer, type RunningServer } from "./running-server.ts";

/** What a submission that controls its own account and its own statements does to be misread. */

describe.skipIf(noMariadb)("MariaDB's inspector is not deceived (skipped where MariaDB is not installed)", () => {
  let running: RunningServer;
  let app: Connection;

  beforeAll(async () => {
    running = await runServer();
    app = await running.connect();
  });
  afterAll(() => running.close());
  afterEach(async () => {
    running.inspector.takeHidden();
    await app.query("drop database app; create database app; use app");
  });

  async function placesOf(text: string): Promise<string[]> {
    return (await running.inspector.find(text)).map(({ table, column }) => `${table} ${column}`).sort();
  }

  describe("by a lock", () => {
    test("that is held for ever on a table: others are read, and it is reported as the submission's own", async () => {
      await app.query(`create table decoy (x int); create table users (email text, password text);
        insert into users values ('a@x', 'hunter2 plain')`);
      const locker = await running.connect();
      await locker.query("lock tables decoy write");
      expect(await placesOf("hunter2 plain")).toEqual(["users password"]);
      expect(running.inspector.takeHidden()).toMatchObject([{ how: "locked", place: "decoy" }]);
      const { rows } = await running.inspector.written(() => app.query("insert into users values ('b@x', '')"));
      expect(rows).toMatchObject([{ table: "users", row: { email: "b@x" } }]);
      expect(await running.inspector.countMentions("b@x")).toEqual({ users: 1 });
      expect(running.inspector.takeHidden()).toMatchObject([{ how: "locked", place: "decoy" }]);
      await locker.query("unlock tables");
      await running.inspector.rows();
      expect(running.inspector.takeHidden()).toEqual([]);
    });

    test("on the very table that is to be changed", async () => {
      await app.query(
        "create table users (id int primary key, at datetime default now()); insert into users (id) values (1)",
      );
      const rows = await running.inspector.rows();
      const locker = await running.connect();
      await locker.query("lock tables users write");
      const hidden = { hidden: { how: "locked", place: "users" } };
      await expect(running.inspector.moveBack(rows, 1_000)).rejects.toMatchObject(hidden);
      await expect(running.inspector.multiply(rows, 1)).rejects.toMatchObject(hidden);
      await locker.query("unlock tables");
    });

    test("but one that an honest app holds for seconds is waited for", async () => {
      await app.query("create table users (email text); insert into users values ('a@x')");
      const worker = await running.connect();
      await worker.query("lock tables users write");
      const letGo = new Promise((resolve) => setTimeout(resolve, 2_500)).then(() => worker.query("unlock tables"));
      expect(await running.inspector.countMentions("a@x")).toEqual({ users: 1 });
      await letGo;
      expect(running.inspector.takeHidden()).toEqual([]);
    });
  });

  test("by connections that say nothing and take every place", async () => {
    await app.query("create table users (id int primary key); insert into users values (1)");
    const silent = Array.from({ length: 200 }, () => connect({ path: running.server.socketPath }));
    for (const socket of silent) socket.on("error", () => undefined);
    try {
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await running.inspector.holdingWrites(() => Promise.resolve("done"))).toMatchObject({ result: "done" });
      expect(running.inspector.takeHidden()).toMatchObject([{ how: "connections" }]);
      expect(await running.inspector.rows()).toHaveLength(1);
    } finally {
      for (const socket of silent) socket.destroy();
    }
  });

  test("by a table full of rows before the others", async () => {
    await app.query("create table a_decoy (x int); create table users (password text)");
    const { rows } = await running.inspector.written(async () => {
      await app.query("insert into a_decoy select seq from seq_1_to_12000");
      await app.query("insert into users values ('5f4dcc3b5aa765d61d8327deb882cf99')");
    });
    expect(rows.filter(({ table }) => table === "users")).toHaveLength(1);
    expect(running.inspector.takeHidden()).toMatchObject([{ how: "size", place: "a_decoy" }]);
  });

  test("by rows that only a table's former times have", async () => {
    await app.query("create table users (password text) with system versioning");
    await app.query("insert into users values ('hunter2 plain'); delete from users");
    expect(await placesOf("hunter2 plain")).toEqual(["users password"]);
    expect(await running.inspector.countMentions("hunter2 plain")).toEqual({});
  });

  test("by names, comments, defaults, labels and code", async () => {
    await app.query(`create table users (
      email varchar(90) default 'quokka in a default' comment 'quokka in a comment',
      mood enum('quokka in a label'), key \`quokka in a name\` (email) comment 'quokka on an index'
    ) comment 'quokka on a table'`);
    await app.query("create view shown as select 'quokka in a view' as what");
    await app.query("create function tell() returns text deterministic return 'quokka in code'");
    await app.query("create trigger notices before insert on users for each row set @seen = 'quokka in a trigger'");
    for (const [text, place] of [
      ["quokka in a default", "information_schema.columns column_default"],
      ["quokka in a comment", "information_schema.columns column_comment"],
      ["quokka in a label", "information_schema.columns column_type"],
      ["quokka in a name", "information_schema.statistics index_name"],
      ["quokka on an index", "information_schema.statistics index_comment"],
      ["quokka on a table", "information_schema.tables table_comment"],
      ["quokka in a view", "information_schema.views view_definition"],
      ["quokka in code", "mysql.proc body"],
      ["quokka in a trigger", "information_schema.triggers action_statement"],
    ] as const) {
      expect(await placesOf(text), text).toEqual([place]);
    }
  });

  test("by code that would run as the inspector", async () => {
    await app.query(`create table noticed (who text); create table users (id int primary key, at datetime default now());
      insert into users (id) values (1)`);
    await app.query(
      "create trigger notices before update on users for each row insert into noticed values (current_user())",
    );
    await app.query(`create function notice() returns text sql security invoker modifies sql data
      begin insert into noticed values (current_user()); return 'x'; end`);
    await app.query("create sql security invoker view looks as select notice() as email");
    const rows = (await running.inspector.rows()).filter(({ table }) => table === "users");
    await running.inspector.moveBack(rows, 3_600_000);
    await running.inspector.find("x");
    expect((await app.query("select who from noticed"))[0]).toEqual([["app@localhost"]]);
  });
});
