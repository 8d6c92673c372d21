import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeToken, openDatabase, ownServerUrl, throughOutages, workerRole, type Database } from "@assay/store";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { Footprint, type Left } from "./footprint.ts";
import { client, type Client } from "./office.ts";
import { formWith, quickChallenges, zipOf } from "./submission.ts";

const run = promisify(execFile);
const programs = {
  server: fileURLToPath(new URL("../src/main.ts", import.meta.url)),
  worker: fileURLToPath(new URL("../../worker/src/main.ts", import.meta.url)),
};
const submissions = fileURLToPath(new URL("../../../packages/bench/test/evaluation/submissions", import.meta.url));
const kinds = ["worker", "server", "database", "evaluation"] as const;
type Kind = (typeof kinds)[number];

export interface Withstood {
  readonly kills: Readonly<Record<Kind, number>>;
  /** How many uploads and pushes had to be sent again. */
  readonly sentAgain: number;
  /** People whose upload or push was accepted, and who have no result. */
  readonly withoutResult: readonly string[];
  /** State and verdict or problem of each evaluation. */
  readonly endings: readonly string[];
  /** Evaluations that did not end exactly once, by the audit log. */
  readonly notOnce: readonly string[];
  /** Evaluations whose evidence is not kept. */
  readonly withoutEvidence: readonly string[];
  /** Kept evidence that no evaluation refers to. */
  readonly orphans: readonly string[];
  /** Of all that ran, after it was stopped. */
  readonly left: Left;
}

/**
 * Uploads and pushes of so many people, each evaluated by one of two workers, while server, workers, the process that
 * evaluates and the database are killed in turn: when three things have got done since the last kill.
 *
 * @param withinMs after which it stops waiting
 */
export async function withstandKills({
  uploads,
  pushes,
  withinMs,
}: {
  readonly uploads: number;
  readonly pushes: number;
  readonly withinMs: number;
}): Promise<Withstood> {
  const data = await mkdtemp(join(tmpdir(), "assay-kills-"));
  const folder = await mkdtemp(join(tmpdir(), "watched-"));
  await chmod(folder, 0o711);
  const footprint = new Footprint(folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const running = new Map<string, ChildProcess>();
  let ending = false;

  /** Starts it, and again whenever it ends: what keeps services running does the same. */
  function keepRunning(name: string, program: string, more: NodeJS.ProcessEnv): void {
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program], {
      env: { ...process.env, TMPDIR: folder, DATABASE_URL: undefined, ASSAY_CHALLENGES: quickChallenges, ...more },
      stdio: ["ignore", "ignore", "ignore"],
    });
    running.set(name, child);
    child.once("exit", () => {
      if (!ending) setTimeout(keepRunning, 300, name, program, more);
    });
  }

  async function databaseProcess(): Promise<number | undefined> {
    const written = await readFile(join(data, "postgres/data/postmaster.pid"), "utf8").catch(() => "");
    return Number(written.split("\n")[0]) || undefined;
  }

  async function kill(kind: Kind, turn: number): Promise<boolean> {
    const target =
      kind === "database"
        ? await databaseProcess()
        : kind === "evaluation"
          ? footprint.evaluating()[0]
          : running.get(kind === "worker" ? `worker ${String(1 + (turn % 2))}` : kind)?.pid;
    if (target === undefined) return false;
    try {
      return process.kill(target, "SIGKILL");
    } catch {
      return false; // It ended a moment ago, and comes again.
    }
  }

  keepRunning("server", programs.server, { ASSAY_DATA: data, ASSAY_PORT: String(port), ASSAY_WORKERS: "0" });
  await untilItAnswers(url);
  const database = openDatabase(await ownServerUrl(join(data, "postgres")), { connections: 2 });
  const workerDatabaseUrl = await ownServerUrl(join(data, "postgres"), workerRole);
  const query = <T>(act: () => Promise<T>) => throughOutages(act, withinMs);
  try {
    const recruiter = await makeRecruiter(url, database);
    const { body: role } = await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "act", pays: "€150" });
    const people = Array.from({ length: uploads + pushes }, (_, at) => ({ name: `Person ${String(at)}` }));
    const { body } = await recruiter.ask("POST", `/roles/${String(role.id)}/candidates`, { people });
    const applications = body.added as readonly string[];
    const clones = join(folder, "clones");
    const pushers: (() => Promise<boolean>)[] = [];
    for (const application of applications.slice(uploads)) {
      pushers.push(await pusher(url, recruiter, application, join(clones, application)));
    }
    for (const name of ["worker 1", "worker 2"]) {
      keepRunning(name, programs.worker, { DATABASE_URL: workerDatabaseUrl, ASSAY_STORAGE: join(data, "files") });
    }

    const archive = await zipOf("honest");
    const upload = (application: string) => async () => {
      const answer = await recruiter.ask("POST", `/applications/${application}/submissions`, formWith(archive));
      return answer.status === 201;
    };
    let [accepted, sentAgain] = [0, 0];
    const until = performance.now() + withinMs;
    const sending = inTurns([...pushers, ...applications.slice(0, uploads).map(upload)], 3, async (send) => {
      while (performance.now() < until && !(await send().catch(() => false))) {
        sentAgain++;
        await passed(500);
      }
      accepted++;
    });

    const kills: Record<Kind, number> = { worker: 0, server: 0, database: 0, evaluation: 0 };
    const ended = async () =>
      (
        await query(() =>
          database
            .selectFrom("submission")
            .innerJoin("evaluation", "evaluation.submission_id", "submission.id")
            .select("application_id")
            .distinct()
            .where("evaluation.state", "in", ["done", "failed"])
            .execute(),
        )
      ).length;
    const open = async () =>
      (await query(() => database.selectFrom("evaluation").select("id").where("ended_at", "is", null).execute()))
        .length;
    for (let before = 0; performance.now() < until;) {
      await passed(250 + Math.random() * 1_000);
      const done = accepted + (await ended());
      if (done === 2 * people.length && (await open()) === 0) break;
      // So often that nearly every one meets a kill, and so seldom that what was killed had time to come back.
      if (done - before < 3) continue;
      // The least killed first: at times nothing is being evaluated, and its turn comes again at the next moment.
      for (const kind of [...kinds].sort((a, b) => kills[a] - kills[b])) {
        if (!(await kill(kind, kills[kind]))) continue;
        kills[kind]++;
        before = done;
        break;
      }
    }
    await sending;

    const rows = await query(() =>
      database
        .selectFrom("evaluation")
        .innerJoin("submission", "submission.id", "evaluation.submission_id")
        .select(["evaluation.id", "state", "verdict", "problem", "evidence_key", "application_id"])
        .execute(),
    );
    const ends = await query(() =>
      database
        .selectFrom("audit")
        .select("subject")
        .where("action", "in", ["evaluation.done", "evaluation.failed", "evaluation.cancelled"])
        .execute(),
    );
    const kept = await readdir(join(data, "files/evidence"));
    const evidence = rows.map(({ evidence_key }) => evidence_key?.split("/")[1]);
    const withResult = new Set(rows.filter(({ state }) => state === "done").map((row) => row.application_id));
    ending = true;
    await stop([...running.values()]);
    return {
      kills,
      sentAgain,
      withoutResult: applications.filter((application) => !withResult.has(application)),
      endings: rows.map(({ state, verdict, problem }) => `${state} ${verdict ?? JSON.stringify(problem)}`),
      notOnce: rows.map(({ id }) => id).filter((id) => ends.filter(({ subject }) => subject === id).length !== 1),
      withoutEvidence: rows
        .filter(({ state, evidence_key }) => state === "done" && !kept.includes(evidence_key?.split("/")[1] ?? ""))
        .map(({ id }) => id),
      orphans: kept.filter((name) => !evidence.includes(name)),
      left: footprint.left(),
    };
  } finally {
    ending = true;
    await stop([...running.values()]);
    await database.destroy();
    footprint.stop();
    for (const path of [data, folder])
      await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function untilItAnswers(url: string): Promise<void> {
  const answers = () =>
    fetch(`${url}/api/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
  while (!(await answers())) await passed(200);
}

/** Does all, so many at once. */
async function inTurns<T>(all: readonly T[], atOnce: number, act: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
    }),
  );
}

/** The workers first: they give back what they have begun to a server that is there. */
async function stop(children: readonly ChildProcess[]): Promise<void> {
  for (const child of [...children].reverse()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}

async function makeRecruiter(url: string, database: Database): Promise<Client> {
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

/** A candidate with a clone and work in it. @returns what pushes it: true once the server has it */
async function pusher(
  url: string,
  recruiter: Client,
  application: string,
  clone: string,
): Promise<() => Promise<boolean>> {
  const invited = await recruiter.ask("POST", `/applications/${application}/invite`, {});
  if (invited.status !== 201) throw new Error(`inviting was answered with ${invited.text}`);
  const { link } = invited.body;
  const token = String(link).split("#")[1] ?? "";
  const candidate = client(url, { authorization: `Bearer ${token}` });
  const { status, text } = await candidate.ask("POST", "/portal/agree", { understood: true });
  if (status !== 200) throw new Error(`agreeing was answered with ${text}`);
  const identity = { GIT_AUTHOR_NAME: "Jonas", GIT_AUTHOR_EMAIL: "jonas@x.example.com" };
  const env = {
    ...{ PATH: process.env["PATH"], HOME: clone, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "false" },
    ...{ ...identity, GIT_COMMITTER_NAME: "Jonas", GIT_COMMITTER_EMAIL: "jonas@x.example.com" },
  };
  const git = (...argv: readonly string[]) => run("git", argv, { env, timeout: 100_000 });
  await git("clone", "--quiet", `${url.replace("://", `://task:${token}@`)}/git/${application}.git`, clone);
  await cp(join(submissions, "support"), join(clone, "support"), { recursive: true });
  await cp(join(submissions, "honest.cjs"), join(clone, "index.cjs"));
  await writeFile(join(clone, "package.json"), JSON.stringify({ name: "honest", main: "index.cjs" }));
  await git("-C", clone, "add", "--all");
  await git("-C", clone, "commit", "--quiet", "--message", "Work");
  return () =>
    git("-C", clone, "push", "origin", "main").then(
      () => true,
      () => false,
    );
}
