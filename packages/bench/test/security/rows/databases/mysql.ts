import assert from "node:assert/strict";
import type { Connection } from "mysql2/promise";
import { connectAs, runServer, type RunningServer } from "../../../services/mysql/running-server.ts";
import type { Setting } from "../../row.ts";
import { allRefused, isFound, keptWord, type DatabaseRow } from "./database-row.ts";

type Trick = (app: Connection, running: RunningServer, setting: Setting) => Promise<void>;

const row = (id: string, tries: string, trick: Trick): DatabaseRow => ({
  id,
  tries,
  async attempt(setting) {
    const running = await runServer();
    try {
      const app = await running.connect();
      await app.query(
        `create table kept (id int primary key, word varchar(100)); insert into kept values (1, '${keptWord}')`,
      );
      await trick(app, running, setting);
      await isFound(running.inspector);
    } finally {
      await running.close();
    }
  },
});

const refused =
  (...statements: readonly ((setting: Setting) => string)[]): Trick =>
  (app, _running, setting) =>
    allRefused(
      statements.map((statement) => statement(setting)),
      async (statement) => {
        const [rows] = await app.query(statement);
        // MariaDB answers NULL for a file that can't be read, as for one that isn't there.
        if (JSON.stringify(rows) === "[[null]]") throw new Error("nothing");
        return rows;
      },
    );
const text = (statement: string) => (): string => statement;

export const mysqlRows: readonly DatabaseRow[] = [
  row(
    "files-read",
    "reads files of the server's machine",
    refused(
      ({ target }) => `select load_file('${target.file}')`,
      ({ target }) => `load data infile '${target.file}' into table kept`,
      text("select load_file('/etc/passwd')"),
      text("create table t (a text) engine=connect table_type=dos file_name='/etc/passwd'"),
      text("create table t (a text) engine=csv data directory='/tmp'; select 1 from nowhere"),
    ),
  ),
  row(
    "local-files-asked-for",
    "sends LOAD DATA LOCAL INFILE, by which a server asks its client for a file",
    async (app, _running, { target }) => {
      await app.query(`load data local infile '${target.file}' into table kept`).catch(() => undefined);
      const [rows] = await app.query("select word from kept");
      assert.deepEqual(rows, [[keptWord]]);
    },
  ),
  row(
    "files-written",
    "writes files of the server's machine by SELECT … INTO OUTFILE",
    refused(
      ({ target }) => `select 'x' into outfile '${target.folder}/planted'`,
      ({ target }) => `select 'x' into dumpfile '${target.folder}/planted'`,
      text("set global general_log_file = '/tmp/trapped'"),
      text("set global slow_query_log_file = '/tmp/trapped'"),
      text("set global general_log = off"),
      text("set sql_log_off = 1"),
      text("set global server_audit_logging = off"),
    ),
  ),
  row(
    "programs-loaded",
    "loads libraries and plugins into the server",
    refused(
      text("create function sys_exec returns integer soname 'x.so'"),
      text("install soname 'ha_archive'"),
      text("install plugin x soname 'auth_socket'"),
      text("uninstall plugin server_audit"),
      text("insert into mysql.func values ('f', 0, 'x.so', 'function')"),
    ),
  ),
  row(
    "rights-granted",
    "grants itself rights, makes accounts and changes others'",
    refused(
      text("grant all on *.* to app@localhost"),
      text("grant proxy on ''@'' to app@localhost"),
      text("create user boss"),
      text("create database other"),
      text("set password for assay_inspector@localhost = password('x')"),
      text("alter user assay_inspector@localhost identified by 'x'"),
      text("alter user app@localhost with max_user_connections 0"),
      text("select * from mysql.global_priv"),
      text("update mysql.user set password = ''"),
      text("set role admin"),
      text("flush privileges"),
      text("shutdown"),
    ),
  ),
  row(
    "definers-forged",
    "makes procedures, views, triggers and events that run as another user",
    refused(
      text("create definer = assay_inspector@localhost view stolen as select 1"),
      text("create definer = assay_inspector@localhost procedure stolen() select * from mysql.global_priv"),
      text(
        "create definer = assay_inspector@localhost trigger stolen before insert on kept for each row set new.word = ''",
      ),
      text("create definer = root@localhost event stolen on schedule every 1 second do delete from mysql.user"),
      text("set global event_scheduler = on"),
      text("set global init_connect = 'select 1'"),
    ),
  ),
  row(
    "other-databases-read",
    "reads other databases, others' statements, and servers elsewhere",
    refused(
      text("select * from mysql.general_log"),
      text("select * from mysql.user"),
      text("select * from performance_schema.events_statements_history where 1 = 1 limit 1; select 1 from mysql.db"),
      text("use mysql"),
      text("show grants for assay_inspector@localhost"),
      ({ target }) => `create server s foreign data wrapper mysql options (host '127.0.0.1', port ${target.port})`,
      ({ target }) => `create table far (a int) engine=federated connection='mysql://x@127.0.0.1:${target.port}/a/b'`,
      ({ target }) => `change master to master_host='127.0.0.1', master_port=${target.port}`,
    ),
  ),
  row("others-ended", "sees and ends others' connections", async (app, running) => {
    const [rows] = await app.query("select distinct user from information_schema.processlist");
    assert.deepEqual(rows, [["app"]]);
    for (let id = 1; id < 30; id += 1) await app.query("kill ?", [id]).catch(() => undefined);
    await isFound(running.inspector);
  }),
  row("inspector-locked-out", "holds locks on what the inspector reads", async (_app, running) => {
    const other = await running.connect();
    await other.query("lock tables kept write");
  }),
  row(
    "inspector-hidden-from",
    "keeps words in views, generated columns, compressed and odd character sets",
    async (app) => {
      await app.query(`
      create table hidden (id int primary key, word varchar(100) character set utf16);
      insert into hidden select id, word from kept;
      drop table kept;
      alter database app character set latin1`);
    },
  ),
  row("inspector-slow", "makes views and procedures that never end", async (app) => {
    await app.query(`
      create view endless as select sleep(3600) as a, word from kept;
      create function slow() returns int begin do sleep(3600); return 1; end`);
  }),
  row("connections-taken", "takes every connection", async (_app, running) => {
    const taken: Connection[] = [];
    try {
      for (let at = 0; at < 400; at++) taken.push(await connectAs(running.server, running.server.application));
      assert.fail("it took 400 connections");
    } catch (error) {
      assert.match(String(error), /max_user_connections|Too many connections/);
      await isFound(running.inspector);
    } finally {
      for (const client of taken) client.destroy();
    }
  }),
];
