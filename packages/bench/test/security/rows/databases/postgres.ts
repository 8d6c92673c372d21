import assert from "node:assert/strict";
import type { Client } from "pg";
import { runServer, type RunningServer } from "../../../services/postgres/running-server.ts";
import type { Setting } from "../../row.ts";
import { allRefused, isFound, keptWord, type DatabaseRow } from "./database-row.ts";

type Trick = (app: Client, running: RunningServer, setting: Setting) => Promise<void>;

const row = (id: string, tries: string, trick: Trick): DatabaseRow => ({
  id,
  tries,
  async attempt(setting) {
    const running = await runServer();
    try {
      const app = await running.connect();
      await app.query(`create table kept as select '${keptWord}'::text as word`);
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
      async (statement) => (await app.query<Readonly<Record<string, unknown>>>(statement)).rows,
    );
const text = (statement: string) => (): string => statement;

export const postgresRows: readonly DatabaseRow[] = [
  row(
    "programs-run",
    "runs programs of the server's machine by COPY and by languages",
    refused(
      text("copy (select 1) to program 'touch /tmp/trapped'"),
      text("copy kept from program 'id'"),
      text("create language plperlu"),
      text("create extension plpython3u"),
      text("create extension plperlu"),
      text("create function f() returns int language c as '/lib/x86_64-linux-gnu/libc.so.6', 'getpid'"),
      text("create function f() returns int language internal as 'pg_reload_conf'"),
      text("load '/tmp/evil.so'"),
    ),
  ),
  row(
    "files-read",
    "reads files of the server's machine",
    refused(
      ({ target }) => `copy kept from '${target.file}'`,
      ({ target }) => `select pg_read_file('${target.file}')`,
      ({ target }) => `select pg_read_binary_file('${target.file}')`,
      ({ target }) => `select lo_import('${target.file}')`,
      text("select pg_ls_dir('/')"),
      text("select pg_stat_file('/etc/passwd')"),
      text("select pg_current_logfile(), pg_read_file(pg_current_logfile())"),
      text("create extension file_fdw"),
      text("select * from pg_hba_file_rules"),
    ),
  ),
  row(
    "files-written",
    "writes files of the server's machine, by COPY and as large objects",
    refused(
      ({ target }) => `copy kept to '${target.folder}/planted'`,
      ({ target }) => `copy kept to '${target.file}'`,
      ({ target }) => `select lo_export(lo_from_bytea(0, 'x'), '${target.folder}/planted')`,
      text("create tablespace t location '/tmp'"),
      text("select pg_switch_wal()"),
      text("create extension adminpack"),
    ),
  ),
  row(
    "settings-changed",
    "turns the log off and changes the server's settings",
    refused(
      text("alter system set log_statement = 'none'"),
      text("set log_statement = 'none'"),
      text("set log_destination = 'stderr'"),
      text("alter role app set log_statement = 'none'"),
      text("alter role assay_inspector set search_path = public"),
      text("set session_replication_role = replica"),
      text("select pg_reload_conf()"),
      text("select pg_rotate_logfile()"),
      text("set session_preload_libraries = '/tmp/evil'"),
    ),
  ),
  row(
    "roles-taken",
    "becomes another role, reads passwords, ends others' connections",
    refused(
      text("set role assay_inspector"),
      text("set session authorization postgres"),
      text("create role other superuser"),
      text("create database other"),
      text("alter role app superuser"),
      text("alter role postgres password 'x'"),
      text("grant assay_inspector to app"),
      text("grant pg_execute_server_program to app"),
      text("select rolpassword from pg_authid"),
      text("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'assay_inspector'"),
      text("update pg_roles set rolsuper = true"),
      text("drop owned by assay_inspector"),
    ),
  ),
  row(
    "network-reached",
    "connects to the host by dblink, postgres_fdw and subscriptions",
    async (app, _running, { target }) => {
      const address = `host=127.0.0.1 port=${target.port} connect_timeout=2`;
      for (const statement of [
        "create extension dblink",
        `select dblink_connect('${address} user=x password=y')`,
        "create extension postgres_fdw",
        `create server s foreign data wrapper postgres_fdw options (host '127.0.0.1', port '${target.port}')`,
        "create user mapping for app server s options (user 'x', password 'y')",
        "create foreign table far (a int) server s",
        "select * from far",
        `create subscription s connection '${address}' publication p`,
      ])
        await app.query(statement).catch(() => undefined);
    },
  ),
  row("definers-planted", "plants functions that run with the inspector's rights", async (app, running) => {
    await app.query(`
      create table trap (at timestamptz default now(), who text);
      create function spring() returns trigger language plpgsql as $$
        begin
          new.who = current_user || ' ' || (select rolsuper from pg_roles where rolname = session_user);
          return new;
        end $$;
      create trigger spring before update on trap for each row execute function spring();
      alter table trap enable always trigger spring;
      insert into trap default values`);
    await running.inspector.moveBack(await running.inspector.rows(), 1_000);
    const { rows } = await app.query<{ who: string | null }>("select who from trap");
    assert.ok(
      rows.every(({ who }) => who === null || /^assay_\w+ false$/.test(who)),
      JSON.stringify(rows),
    );
  }),
  row("inspector-locked-out", "holds a lock on what the inspector reads", async (app, running) => {
    await app.query("create table decoy (a int); insert into decoy values (1)");
    const other = await running.connect();
    await other.query("begin; lock table decoy in access exclusive mode; lock table kept in access exclusive mode");
  }),
  row("inspector-casts", "makes casts to text that hide what they are given", async (app) => {
    await app.query(`
      create type secret as (word text);
      create function hide(secret) returns text language sql as $$ select 'nothing to see' $$;
      create cast (secret as text) with function hide(secret);
      create table hidden as select row(word)::secret as word from kept;
      drop table kept;
      alter table hidden rename to kept`);
  }),
  row(
    "inspector-functions-shadowed",
    "puts functions and operators of its own in the place of the server's",
    async (app) => {
      await app.query(`
      create function public.lower(text) returns text language sql as $$ select 'x' $$;
      create function public.strpos(text, text) returns int language sql as $$ select 0 $$;
      create function public.never(text, text) returns boolean language sql as $$ select false $$;
      create operator public.= (leftarg = text, rightarg = text, function = public.never);
      create view public.pg_class as select * from pg_catalog.pg_class where false;
      alter role app set search_path = public, pg_catalog`);
    },
  ),
  row("inspector-settings", "sets the database so that a client that connects reads nothing", async (app) => {
    for (const setting of [
      "default_transaction_read_only = on",
      "statement_timeout = 1",
      "lock_timeout = 1",
      "idle_session_timeout = 1",
      "row_security = on",
      "client_encoding = 'SQL_ASCII'",
      "bytea_output = 'escape'",
      "session_preload_libraries = 'nothing'",
    ])
      await app.query(`alter database app set ${setting}`).catch(() => undefined);
  }),
  row("inspector-kept-out", "lets nobody connect to its database any more", async (app) => {
    await app.query("alter database app connection limit 1").catch(() => undefined);
    await app.query("revoke all on database app from public");
    await app.query("alter database app allow_connections false").catch(() => undefined);
  }),
  row("inspector-row-security", "hides rows by policies, and tables by rights", async (app) => {
    await app.query(`
      alter table kept enable row level security; alter table kept force row level security;
      create policy nothing on kept using (false);
      revoke all on kept from public, app, assay_inspector;
      revoke usage on schema public from public`);
  }),
  row("inspector-slow", "makes reading endless, by views and by generated columns that wait", async (app) => {
    await app.query(`
      create view endless as select (select 1 from pg_sleep(3600)) as a, word from kept;
      create materialized view held as select word from kept;
      create function slow(text) returns text immutable language plpgsql as $$ begin perform pg_sleep(0.001); return $1; end $$;
      create index on kept (slow(word))`);
  }),
  row(
    "large-object-kept",
    "keeps what it hides in a large object, a comment and a materialized view alone",
    async (app) => {
      await app.query(`
      create materialized view held as select word from kept;
      select lo_from_bytea(0, convert_to(word, 'UTF8')) from kept;
      drop table if exists none; comment on table kept is '${keptWord}';
      delete from kept`);
    },
  ),
];
