import { readFileSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "../../../src/sandbox/users.ts";
import { startPostgres } from "../../../src/services/postgres/server.ts";
import { prepareTemplate } from "../../../src/services/postgres/template.ts";
import { runServer, type RunningServer } from "./running-server.ts";

const owner = users.database === undefined ? {} : { user: users.database };
let running: RunningServer;
let app: Client;

beforeAll(async () => {
  running = await runServer();
  app = await running.connect();
});
afterAll(() => running.close());

test("the submission's role governs nothing, not even who else may use its database", async () => {
  const { rows } = await app.query(`
    select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
      (select datdba = r.oid from pg_database where datname = current_database()) owner
    from pg_roles r where rolname = current_user`);
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolbypassrls: false,
      owner: false,
    },
  ]);
  await app.query("create extension if not exists citext; create schema mine; create table mine.t (a citext)");
});

test.each(["postgres", "assay_inspector"])("nobody without the secret logs in as %s", async (user) => {
  for (const password of ["", "postgres", "app", running.server.application.password]) {
    for (const database of ["app", "postgres", "template1"]) {
      const client = new Client({ host: running.server.socketDirectory, port: 5432, user, password, database });
      await expect(client.connect()).rejects.toThrow();
      await client.end().catch(() => undefined);
    }
  }
});

test("a trigger of the submission's gains nothing from the inspector's change", async () => {
  await app.query(`
    create table trap (at timestamptz default now(), who text);
    create function spring() returns trigger language plpgsql as $$
      begin
        new.who = current_user || ' ' || session_user || ' ' || (select rolsuper from pg_roles where rolname = session_user);
        return new;
      end $$;
    create trigger spring before update on trap for each row execute function spring();
    alter table trap enable always trigger spring;
    insert into trap default values`);
  await running.inspector.moveBack(await running.inspector.rows(), 1_000);
  expect((await app.query("select who from trap")).rows).toEqual([{ who: "assay_writer assay_writer false" }]);
});

test("a submission that takes every connection it may leaves room for the inspector", async () => {
  const clients: Client[] = [];
  const taken = await (async () => {
    for (;;) {
      const client = new Client({ host: running.server.socketDirectory, port: 5432, ...running.server.application });
      client.on("error", () => undefined);
      try {
        await client.connect();
        clients.push(client);
      } catch (error) {
        return (error as Error).message;
      }
    }
  })();
  expect(taken).toMatch(/too many connections/);
  expect(clients.length + 1).toBe(100);
  const { waiting } = await running.inspector.holdingWrites(() => Promise.resolve());
  expect(waiting).toBe(0);
  await Promise.all(clients.map((client) => client.end()));
});

test("two cells share nothing", async () => {
  const other = await runServer();
  await app.query("create table only_here (a int)");
  const client = await other.connect();
  await expect(client.query("select * from only_here")).rejects.toThrow(/does not exist/);
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
    const [one, other] = await Promise.all([prepareTemplate({ cache }), prepareTemplate({ cache })]);
    expect(one).toEqual(other);
    expect(await readdir(cache)).toHaveLength(1);
    expect((await stat(join(one.directory, ".."))).mode & 0o077).toBe(0);
  } finally {
    await rm(cache, { recursive: true });
  }
});

test("the embedded server is good enough where the system has none", async () => {
  const cache = await mkdtemp("/tmp/assay-cache-");
  await chmod(cache, 0o755);
  try {
    const template = await prepareTemplate({ cache, origins: ["embedded"] });
    expect(Number.parseInt(template.version, 10)).toBeGreaterThanOrEqual(18);
    const server = await startPostgres({ template, directory: join(cache, "cell"), ...owner });
    const client = new Client({ host: server.socketDirectory, port: 5432, ...server.application });
    await client.connect();
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
    await server.kill();
  } finally {
    await rm(cache, { recursive: true });
  }
});

test("limits are entered before the user changes", async () => {
  const root = await mkdtemp("/tmp/assay-pg-");
  await chmod(root, 0o711);
  const server = await startPostgres({
    template: await prepareTemplate(),
    directory: join(root, "pg"),
    ...owner,
    limits: { enter: (argv) => ["sh", "-c", 'ulimit -n 400; exec "$@"', "limits", ...argv] },
  });
  expect(readFileSync(`/proc/${server.pid}/limits`, "utf8")).toMatch(/Max open files +400 /);
  expect(readFileSync(`/proc/${server.pid}/comm`, "utf8").trim()).toBe("postgres");
  await server.kill();
  await rm(root, { recursive: true });
});

test("a server that can't start says why", async () => {
  const template = await prepareTemplate();
  const directory = `/tmp/${"long-".repeat(20)}`;
  await expect(startPostgres({ template, directory, ...owner })).rejects.toMatchObject({
    code: "postgres-failed",
    message: expect.stringMatching(/longer than 107 bytes/) as string,
  });
  const root = await mkdtemp("/tmp/assay-pg-");
  await chmod(root, 0o711);
  await expect(
    startPostgres({ template: { ...template, binaries: "/nowhere" }, directory: join(root, "pg"), ...owner }),
  ).rejects.toMatchObject({ code: "postgres-failed", lastLines: [expect.stringMatching(/ENOENT/)] });
  await rm(root, { recursive: true });
});
