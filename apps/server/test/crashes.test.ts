import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { makeToken, openDatabase, ownServerUrl, throughOutages, workerRole, type Database } from "@assay/store";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { client, type Client } from "./office.ts";
import { formWith, quickChallenges, zipOf } from "./submission.ts";

const count = 50;
const patience = 20 * 60_000;
const programs = {
  server: fileURLToPath(new URL("../src/main.ts", import.meta.url)),
  worker: fileURLToPath(new URL("../../worker/src/main.ts", import.meta.url)),
};

let data: string;
let url: string;
let workerDatabaseUrl: string;
let database: Database;
let environment: NodeJS.ProcessEnv;
const running = new Map<string, ChildProcess>();
let ending = false;

/** Starts it, and again whenever it ends: what keeps services running does the same. */
function keepRunning(name: string, program: string, more: NodeJS.ProcessEnv = {}): void {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
    env: { ...environment, ...more },
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.set(name, child);
  child.once("exit", () => {
    if (!ending) setTimeout(keepRunning, 300, name, program, more);
  });
}

const databaseProcess = async (): Promise<number | undefined> => {
  const written = await readFile(join(data, "postgres/data/postmaster.pid"), "utf8").catch(() => "");
  return Number(written.split("\n")[0]) || undefined;
};

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "assay-crashes-"));
  const port = await freePort();
  url = `http://127.0.0.1:${String(port)}`;
  environment = {
    ...process.env,
    // The server has one of its own.
    DATABASE_URL: undefined,
    ...{ ASSAY_DATA: data, ASSAY_PORT: String(port), ASSAY_WORKERS: "0", ASSAY_CHALLENGES: quickChallenges },
  };
  keepRunning("server", programs.server);
  while (
    !(await fetch(`${url}/api/v1/me`).then(
      () => true,
      () => false,
    ))
  )
    await passed(200);
  database = openDatabase(await ownServerUrl(join(data, "postgres")), { connections: 2 });
  workerDatabaseUrl = await ownServerUrl(join(data, "postgres"), workerRole);
});

afterAll(async () => {
  ending = true;
  await database.destroy();
  for (const name of ["worker 1", "worker 2", "server"]) {
    const child = running.get(name);
    if (child?.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await new Promise((resolve) => child.once("exit", resolve));
  }
  await rm(data, { recursive: true, force: true });
});

async function recruiter(): Promise<Client> {
  const { id } = await database
    .insertInto("organization")
    .values({ name: "Marlow & Fern" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { id: person } = await database
    .insertInto("user")
    .values({ name: "Ruth", email: "ruth@marlow.example.com" })
    .returning("id")
    .executeTakeFirstOrThrow();
  await database.insertInto("member").values({ organizationId: id, userId: person, role: "recruiter" }).execute();
  const { token, digest } = makeToken();
  await database
    .insertInto("api_token")
    .values({ organization_id: id, user_id: person, name: "test", digest })
    .execute();
  return client(url, { authorization: `Bearer ${token}` });
}

async function waitingNow(): Promise<number> {
  const { waiting } = await throughOutages(
    () =>
      database
        .selectFrom("evaluation")
        .select(({ fn }) => fn.countAll<number>().as("waiting"))
        .where("ended_at", "is", null)
        .executeTakeFirstOrThrow(),
    120_000,
  );
  return waiting;
}

test(
  `${String(count)} evaluations each end once with a result while server, workers and database are killed at random`,
  { timeout: patience + 60_000 },
  async () => {
    const ruth = await recruiter();
    const { body: role } = await ruth.ask("POST", "/roles", { title: "Backend", challenge: "act" });
    const people = Array.from({ length: count }, (_, at) => ({ name: `Person ${String(at)}` }));
    const { body } = await ruth.ask("POST", `/roles/${String(role.id)}/candidates`, { people });
    const archive = await zipOf("honest");
    for (const application of body.added as readonly string[]) {
      const { status } = await ruth.ask("POST", `/applications/${application}/submissions`, formWith(archive));
      expect(status).toBe(201);
    }

    for (const name of ["worker 1", "worker 2"]) {
      keepRunning(name, programs.worker, { DATABASE_URL: workerDatabaseUrl, ASSAY_STORAGE: join(data, "files") });
    }
    const killed = { worker: 0, server: 0, database: 0 };
    const until = Date.now() + patience;
    for (let [turn, before] = [0, count]; Date.now() < until;) {
      await passed(500 + Math.random() * 2_500);
      const waiting = await waitingNow();
      if (waiting === 0) break;
      // So often that nearly every evaluation meets one, and so seldom that what was killed had time to come back.
      if (before - waiting < 2) continue;
      before = waiting;
      const kind = (["worker", "server", "database"] as const)[turn % 3] ?? "worker";
      const name = kind === "worker" ? `worker ${String(1 + (turn % 2))}` : kind;
      const target = kind === "database" ? await databaseProcess() : running.get(name)?.pid;
      turn++;
      if (target === undefined) continue;
      try {
        process.kill(target, "SIGKILL");
        killed[kind]++;
      } catch {
        // It ended a moment ago, and comes again.
      }
    }
    expect(Math.min(killed.server, killed.worker, killed.database)).toBeGreaterThan(4);

    const rows = await throughOutages(
      () => database.selectFrom("evaluation").select(["id", "state", "verdict", "problem", "evidence_key"]).execute(),
      60_000,
    );
    expect(rows.map(({ state, verdict, problem }) => `${state} ${verdict ?? JSON.stringify(problem)}`)).toEqual(
      Array(count).fill("done held-up"),
    );
    const ends = await database.selectFrom("audit").select("subject").where("action", "=", "evaluation.done").execute();
    expect(ends.map(({ subject }) => subject).sort()).toEqual(rows.map(({ id }) => id).sort());
    const kept = await readdir(join(data, "files/evidence"));
    for (const { evidence_key } of rows) expect(kept).toContain(evidence_key?.split("/")[1]);
  },
);
