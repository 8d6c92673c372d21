import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate, openDatabase, openQueue, prepareWorkerRole, type Database } from "../src/index.ts";
import { ownServer } from "./own.ts";

const workerProgram = fileURLToPath(new URL("../../../apps/worker/src/main.ts", import.meta.url));

let own: Awaited<ReturnType<typeof ownServer>>;
let administrator: Database;
/** As an operator's own PostgreSQL usually is: the server's role owns one database, and can't make roles. */
let serverUrl: string;
let database: Database;
beforeAll(async () => {
  own = await ownServer();
  administrator = openDatabase(own.server.url, { connections: 1 });
  await sql`CREATE ROLE plain LOGIN PASSWORD 'plain'`.execute(administrator);
  await sql`CREATE DATABASE small OWNER plain`.execute(administrator);
  serverUrl = urlOf("plain", "plain");
  database = openDatabase(serverUrl, { connections: 2 });
});
afterAll(async () => {
  await database.destroy();
  await administrator.destroy();
  await own.remove();
});

function urlOf(role: string, password: string): string {
  const url = new URL(own.server.url);
  Object.assign(url, { username: role, password, pathname: "/small" });
  return url.href;
}

const worker = { role: "worker", password: "of workers" };

test("a worker waits for its role and for the tables, which it never changes, and then takes evaluations", async () => {
  const output: string[] = [];
  const process = spawn(globalThis.process.execPath, ["--disable-warning=ExperimentalWarning", workerProgram], {
    env: { PATH: globalThis.process.env["PATH"], DATABASE_URL: urlOf(worker.role, worker.password) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [process.stdout, process.stderr]) stream.on("data", (part: Buffer) => output.push(String(part)));
  const ended = new Promise((resolve) => process.once("exit", resolve));
  try {
    await expect
      .poll(() => output.join(""), { timeout: 60_000 })
      .toMatch(/waits for the server: .*authentication failed/);
    await sql`CREATE ROLE worker LOGIN PASSWORD 'of workers'`.execute(administrator);
    await expect.poll(() => output.join(""), { timeout: 60_000 }).toContain('"kysely_migration" does not exist');
    await migrate(database);
    const queue = await openQueue(serverUrl, { name: "test", onTrouble: () => undefined });
    expect(await prepareWorkerRole(database, worker)).toBe("limited");
    await expect.poll(() => output.join(""), { timeout: 60_000 }).toContain("takes evaluations");
    await queue.stop({ graceful: false });
  } finally {
    process.kill("SIGTERM");
    await ended;
  }
});

test("a role that isn't there, or that can do more than Assay grants, is said to be that", async () => {
  expect(await prepareWorkerRole(database, { role: "nobody", password: "x" })).toBe("missing");
  await expect(prepareWorkerRole(database, { role: "plain", password: "plain" })).rejects.toThrow(
    /other than the server's/,
  );
  expect(await prepareWorkerRole(database, worker)).toBe("limited");
  await sql`ALTER ROLE worker SUPERUSER`.execute(administrator);
  expect(await prepareWorkerRole(database, worker)).toBe("too-powerful");
  await sql`ALTER ROLE worker NOSUPERUSER`.execute(administrator);
});

test("what workers no longer need is taken back at the next start", async () => {
  await sql`GRANT SELECT ON session TO worker`.execute(database);
  await sql`GRANT SELECT (email) ON "user" TO worker`.execute(database);
  expect(await prepareWorkerRole(database, worker)).toBe("limited");
  const asWorker = openDatabase(urlOf(worker.role, worker.password), { connections: 1 });
  for (const read of [sql`SELECT token FROM session`, sql`SELECT email FROM "user"`]) {
    await expect(read.execute(asWorker)).rejects.toMatchObject({ code: "42501" });
  }
  await asWorker.destroy();
});
