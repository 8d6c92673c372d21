import { readFileSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "mysql2/promise";
import { users } from "../../../src/sandbox/users.ts";
import { findMysql } from "../../../src/services/mysql/binaries.ts";
import { startMysql } from "../../../src/services/mysql/server.ts";
import { prepareMysqlTemplate } from "../../../src/services/mysql/template.ts";
import { connectAs, noMariadb, runServer, type RunningServer } from "./running-server.ts";

const owner = users.database === undefined ? {} : { user: users.database };

test.runIf(noMariadb)("without MariaDB, what is missing is said", async () => {
  await expect(findMysql()).rejects.toMatchObject({ code: "mysql-missing" });
});

describe.skipIf(noMariadb)("MariaDB (skipped where MariaDB is not installed)", () => {
  let running: RunningServer;
  let app: Connection;

  beforeAll(async () => {
    running = await runServer();
    app = await running.connect();
  });
  afterAll(() => running.close());

  test("the submission's account has all of its own database, and nothing else", async () => {
    const [grants] = await app.query("show grants");
    expect((grants as string[][]).map(([grant]) => grant?.replace(/ IDENTIFIED.*/, ""))).toEqual([
      "GRANT USAGE ON *.* TO `app`@`localhost`",
      "GRANT ALL PRIVILEGES ON `app`.* TO `app`@`localhost`",
    ]);
    await app.query(`
      create table t (id int auto_increment primary key, a varchar(20) unique); create view v as select * from t;
      create trigger before_t before insert on t for each row set new.a = lower(new.a);
      create procedure p() select 1; create function f() returns int return 1;
      lock tables t write; unlock tables`);
  });

  test("it is set as Debian's server is where a submission can see it", async () => {
    const [rows] = await app.query(
      "select @@sql_mode, @@character_set_server, @@character_set_database, @@collation_database, @@tx_isolation, @@default_storage_engine, @@innodb_flush_log_at_trx_commit, @@autocommit, @@max_allowed_packet, @@time_zone",
    );
    expect(rows).toEqual([
      [
        // The first is our client's own wish.
        "IGNORE_SPACE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
        ...["utf8mb4", "utf8mb4", "utf8mb4_general_ci", "REPEATABLE-READ", "InnoDB", 1, 1, 16_777_216, "+00:00"],
      ],
    ]);
  });

  test("others' connections can be neither seen nor ended", async () => {
    const [rows] = await app.query("select distinct user from information_schema.processlist");
    expect(rows).toEqual([["app"]]);
    for (let id = 1; id < 12; id += 1) await app.query("kill ?", [id]).catch(() => undefined);
    app = await running.connect();
    expect(await running.inspector.find("anything")).toEqual([]);
  });

  test.each(["root", "mysql", "mariadb.sys", "assay_inspector", "PUBLIC", ""])(
    "nobody without the secret logs in as %j",
    async (user) => {
      for (const password of ["", "root", "app", running.server.application.password]) {
        await expect(connectAs(running.server, { user, password })).rejects.toThrow();
      }
    },
  );

  test("a trigger of the submission's gains nothing from the inspector's change", async () => {
    await app.query(`
      create table trap (id int primary key, at datetime default now(), who text);
      create trigger spring before update on trap for each row set new.who = concat(current_user(), ' for ', user());
      insert into trap (id) values (1)`);
    expect(await running.inspector.moveBack(await running.inspector.rows(), 1_000)).toEqual({ moved: 1 });
    const [rows] = await app.query("select who from trap");
    expect(rows).toEqual([["app@localhost for assay_inspector@localhost"]]);
  });

  test("a submission that takes every connection it may leaves room for the inspector", async () => {
    const one = await runServer();
    const taken: Connection[] = [];
    const refusal = await (async () => {
      for (;;) {
        try {
          taken.push(await one.connect());
        } catch (error) {
          return (error as Error).message;
        }
      }
    })();
    expect(refusal).toMatch(/max_user_connections/);
    expect(taken).toHaveLength(151);
    expect((await one.inspector.holdingWrites(() => Promise.resolve())).waiting).toBe(0);
    await one.close();
  });

  test("two cells share nothing", async () => {
    const other = await runServer();
    await app.query("create table only_here (a int)");
    const client = await other.connect();
    await expect(client.query("select * from only_here")).rejects.toThrow(/doesn't exist/);
    await other.close();
  });

  test("the server runs as its own user, stops on request and leaves no process", async () => {
    const one = await runServer();
    if (users.database !== undefined) {
      expect(readFileSync(`/proc/${one.server.pid}/status`, "utf8")).toMatch(
        new RegExp(`^Uid:\\t${users.database}\\t${users.database}`, "m"),
      );
    }
    await one.server.stop();
    expect(await one.server.exited).toEqual({ code: 0, signal: null });
    await one.close();
  });

  test("templates made at the same time are one, and whole", async () => {
    const cache = await mkdtemp("/tmp/assay-cache-");
    await chmod(cache, 0o755);
    try {
      const [one, ...others] = await Promise.all([0, 1, 2, 3].map(() => prepareMysqlTemplate({ cache })));
      for (const other of others) expect(other).toEqual(one);
      expect(await readdir(cache)).toHaveLength(1);
      expect((await stat(join(one?.directory ?? "", ".."))).mode & 0o077).toBe(0);
    } finally {
      await rm(cache, { recursive: true });
    }
  });

  test("limits are entered before the user changes", async () => {
    const root = await mkdtemp("/tmp/assay-my-");
    await chmod(root, 0o711);
    const server = await startMysql({
      template: await prepareMysqlTemplate(),
      directory: join(root, "my"),
      ...owner,
      limits: { enter: (argv) => ["sh", "-c", 'ulimit -n 4000; exec "$@"', "limits", ...argv] },
    });
    expect(readFileSync(`/proc/${server.pid}/limits`, "utf8")).toMatch(/Max open files +4000 /);
    expect(readFileSync(`/proc/${server.pid}/comm`, "utf8").trim()).toBe("mariadbd");
    await server.kill();
    await rm(root, { recursive: true });
  });

  test("a server that can't start says why", async () => {
    const template = await prepareMysqlTemplate();
    const directory = `/tmp/${"long-".repeat(20)}`;
    await expect(startMysql({ template, directory, ...owner })).rejects.toMatchObject({
      code: "mysql-failed",
      message: expect.stringMatching(/longer than 107 bytes/) as string,
    });
    const root = await mkdtemp("/tmp/assay-my-");
    await chmod(root, 0o711);
    await expect(
      startMysql({ template: { ...template, server: "/nowhere" }, directory: join(root, "my"), ...owner }),
    ).rejects.toMatchObject({ code: "mysql-failed", lastLines: [expect.stringMatching(/ENOENT/)] });
    await rm(root, { recursive: true });
  });
});
