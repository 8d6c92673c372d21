import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Evaluations, openDatabase, openFiles, openQueue, ownServerUrl } from "@assay/store";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { stubbornChallenges } from "./cancelling.ts";
import { Footprint, type Left } from "./footprint.ts";
import { archiveOf, stubbornWorks } from "./stubborn-work.ts";

const assay = fileURLToPath(new URL("../../../assay", import.meta.url));

let data: string;
let folder: string;
let port: number;
let server: ChildProcess;
let ended: Promise<unknown>;
let footprint: Footprint;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "assay-stopping-"));
  folder = await mkdtemp(join(tmpdir(), "watched-"));
  await chmod(folder, 0o711);
  port = await freePort();
  footprint = new Footprint(folder);
  await start();
});
afterEach(async () => {
  footprint.stop();
  if (server.exitCode === null && server.signalCode === null) server.kill("SIGKILL");
  await ended;
  const postgres = await databaseProcess();
  if (postgres !== undefined) process.kill(postgres, "SIGINT");
  for (const path of [data, folder]) await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(): Promise<void> {
  server = spawn(assay, ["serve"], {
    env: {
      ...process.env,
      DATABASE_URL: undefined,
      ...{ ASSAY_DATA: data, ASSAY_PORT: String(port), ASSAY_WORKERS: "1", ASSAY_CHALLENGES: stubbornChallenges },
      TMPDIR: folder,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  ended = new Promise((resolve) => server.once("exit", resolve));
  while (!(await answers())) await passed(100);
}

const answers = () =>
  fetch(`http://127.0.0.1:${String(port)}/api/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** While it runs. */
async function databaseProcess(): Promise<number | undefined> {
  const written = await readFile(join(data, "postgres/data/postmaster.pid"), "utf8").catch(() => "");
  return Number(written.split("\n")[0]) || undefined;
}

/** Has an evaluation run until it blocks the process that evaluates, for ever. */
async function blockedEvaluation(): Promise<void> {
  const work = stubbornWorks.find(({ only }) => only.includes("blocked"));
  if (work === undefined) throw new Error("there is no such work");
  const url = await ownServerUrl(join(data, "postgres"));
  const database = openDatabase(url, { connections: 2 });
  const queue = await openQueue(url, { name: "test", onTrouble: () => undefined });
  try {
    const { id: organization } = await database
      .insertInto("organization")
      .values({ name: "Marlow & Fern" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const evaluations = new Evaluations(database, queue);
    const file_key = `submissions/${randomUUID()}.zip`;
    await openFiles(join(data, "files")).put(file_key, await archiveOf(work));
    const { id: submission } = await database
      .insertInto("submission")
      .values({ organization_id: organization, name: "work.zip", bytes: 1, digest: "0", file_key })
      .returning("id")
      .executeTakeFirstOrThrow();
    const request = { organization, submission, challenge: "stubborn", only: work.only };
    const evaluation = await evaluations.ask(request, "ruth");
    const isAsked = async () =>
      (await evaluations.eventsAfter(evaluation, { attempt: 0, number: 0 })).some(({ event }) =>
        work.when(event as Parameters<typeof work.when>[0]),
      );
    while (!(await isAsked())) await passed(50);
    await passed(work.later);
  } finally {
    await queue.stop({ graceful: false });
    await database.destroy();
  }
}

async function untilNothing(what: readonly (keyof Left)[]): Promise<void> {
  const left = () => what.flatMap((kind) => footprint.left()[kind]);
  for (let tries = 0; left().length > 0 && tries < 600; tries++) await passed(50);
  expect(left()).toEqual([]);
}

test("a server that is stopped ends its worker, an evaluation that blocks, and its database", async () => {
  await blockedEvaluation();
  const began = performance.now();
  server.kill("SIGTERM");
  await ended;
  process.stdout.write(`stopped with a blocked evaluation after ${(performance.now() - began).toFixed(0)} ms\n`);
  await untilNothing(["processes", "mounts", "groups", "folders"]);
  expect([await databaseProcess(), await answers()]).toEqual([undefined, false]);
}, 120_000);

test("asked twice, it waits for nothing that has begun", async () => {
  await blockedEvaluation();
  const began = performance.now();
  server.kill("SIGINT");
  await passed(100);
  server.kill("SIGINT");
  await ended;
  process.stdout.write(`stopped at once after ${(performance.now() - began).toFixed(0)} ms\n`);
  await untilNothing(["processes", "mounts"]);
  expect(await answers()).toBe(false);
}, 120_000);

test("a worker that cannot react is killed after a grace time", async () => {
  await blockedEvaluation();
  const worker = footprint.look().find(({ command }) => command.includes("worker/src/main.ts"));
  expect(worker).toBeDefined();
  process.kill(worker?.pid ?? 0, "SIGSTOP");
  server.kill("SIGTERM");
  await ended;
  await untilNothing(["processes", "mounts"]);
  expect(await databaseProcess()).toBeUndefined();
}, 120_000);

test("a server that is killed takes its workers and their evaluations along, and the next one sweeps what they left", async () => {
  await blockedEvaluation();
  server.kill("SIGKILL");
  await ended;
  await untilNothing(["processes", "mounts"]);
  const before = footprint.left();
  expect(before.folders.length).toBeGreaterThan(0);
  await start();
  for (let tries = 0; tries < 600; tries++) {
    const { folders, groups } = footprint.left();
    if (![...before.folders, ...before.groups].some((name) => folders.includes(name) || groups.includes(name))) break;
    await passed(50);
  }
  const after = footprint.left();
  expect(after.folders).not.toEqual(expect.arrayContaining([before.folders[0]]));
  expect(before.groups.filter((group) => after.groups.includes(group))).toEqual([]);
}, 150_000);
