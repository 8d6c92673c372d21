import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cacheFolder, findBinaries, letsIn, runTool, temporaryOwner } from "@assay/bench/postgres";
import { openDatabase, openOwnServer } from "@assay/store";
import { root } from "../src/house.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-backup-test-"));
chmodSync(folder, 0o711);
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const child of started) child.kill("SIGTERM");
  await passed(500);
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
type Environment = Readonly<Record<string, string>>;

function assay(argv: readonly string[], environment: Environment) {
  const { status, stdout, stderr } = spawnSync(join(root, "assay"), argv, {
    encoding: "utf8",
    env: { ...process.env, ...environment },
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  readonly said: string;
  stop(): Promise<number | null>;
}

/** By the command that a person types, without workers. */
async function serve(environment: Environment, port: number): Promise<Served> {
  const child = spawn(join(root, "assay"), ["serve"], {
    env: { ...process.env, ...environment, ASSAY_PORT: String(port), ASSAY_WORKERS: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => (said += part));
  const url = `http://127.0.0.1:${String(port)}`;
  for (let tries = 0; !said.includes("Ctrl+C"); tries++) {
    if (tries > 600 || child.exitCode !== null) throw new Error(`it did not start: ${said}`);
    await passed(100);
  }
  return {
    ...{ url, child },
    get said() {
      return said;
    },
    async stop() {
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      return ended;
    },
  };
}

const person = { name: "Ada Brook", email: "ada@marlow.example.com", password: "a long and good one" };

/** An owner, a role, a candidate, and work that was handed in. */
async function fill(server: Served): Promise<void> {
  const token = /\/welcome#(\S+)/.exec(server.said)?.[1];
  const welcome = { token, ...person, organization: "Marlow & Fern" };
  expect((await ask(server, "POST", "/welcome", welcome)).status).toBe(201);
  const cookie = await logIn(server);
  const made = await ask(server, "POST", "/roles", { title: "Backend", challenge: "login-system" }, cookie);
  const role = (made.body as Named).id;
  const people = { people: [{ name: "Jonas Weber" }] };
  const sentIn = await ask(server, "POST", `/roles/${role}/candidates`, people, cookie);
  const { added } = sentIn.body as { readonly added: readonly string[] };
  const form = new FormData();
  form.append("file", new Blob(["their whole work"]), "shop.zip");
  const sent = await fetch(`${server.url}/api/v1/applications/${String(added[0])}/submissions`, {
    ...{ method: "POST", headers: { cookie }, body: form },
  });
  expect(sent.status).toBe(201);
}

async function ask(
  server: Served,
  method: string,
  path: string,
  body?: object,
  cookie = "",
): Promise<{ readonly status: number; readonly body: unknown }> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function logIn(server: Served): Promise<string> {
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
}

interface Named {
  readonly id: string;
  readonly title: string;
  readonly name: string;
}

/** What a person finds of what `fill` left, and what lies in the file store. */
async function seen(server: Served, files: string) {
  const cookie = await logIn(server);
  const roles = (await ask(server, "GET", "/roles", undefined, cookie)).body as readonly Named[];
  const role = roles.find(({ title }) => title === filled.role);
  const board = (await ask(server, "GET", `/roles/${role?.id ?? ""}/board`, undefined, cookie)).body as {
    readonly cards: readonly Named[];
  };
  const kept = readdirSync(join(files, "submissions")).map((name) =>
    readFileSync(join(files, "submissions", name), "latin1"),
  );
  return {
    role: role?.title,
    people: board.cards.map(({ name }) => name),
    kept: kept.find((content) => content === filled.kept),
  };
}

const filled = { role: "Backend", people: ["Jonas Weber"], kept: "their whole work" };

describe("with a database of its own", () => {
  const before = { ASSAY_DATA: at("before"), DATABASE_URL: "", ASSAY_STORAGE: at("before/files") };
  const after = { ASSAY_DATA: at("after"), DATABASE_URL: "", ASSAY_STORAGE: at("after/files") };

  test(
    "a backup is refused while the server runs, made when it is stopped, and brings all back elsewhere",
    { timeout: 180_000 },
    async () => {
      const server = await serve(unset(before), 18_431);
      await fill(server);
      const early = assay(["backup", at("early.tar.gz")], unset(before));
      expect([early.status, early.stderr]).toEqual([2, expect.stringContaining("Assay is running")]);
      expect(existsSync(at("early.tar.gz"))).toBe(false);
      expect((await ask(server, "GET", "/me")).status).toBe(401);
      expect(await server.stop()).toBe(0);

      const backup = assay(["backup", at("kept.tar.gz")], unset(before));
      expect(backup.status, backup.stderr).toBe(0);
      expect(statSync(at("kept.tar.gz")).mode & 0o777).toBe(0o600);
      const again = assay(["backup", at("kept.tar.gz")], unset(before));
      expect([again.status, again.stderr]).toEqual([2, expect.stringContaining("never written over")]);

      const restored = assay(["restore", at("kept.tar.gz")], unset(after));
      expect(restored.status, restored.stderr).toBe(0);
      rmSync(at("before"), { recursive: true });
      const back = await serve(unset(after), 18_432);
      expect(await seen(back, at("after/files"))).toEqual(filled);
      // It knows its owner: nobody else can become one.
      expect(back.said).not.toContain("/welcome#");
      expect(await back.stop()).toBe(0);

      const over = assay(["restore", at("kept.tar.gz")], unset(after));
      expect([over.status, over.stderr]).toEqual([2, expect.stringContaining("is not empty")]);
    },
  );

  test("one that a killed server left running is stopped first", { timeout: 120_000 }, async () => {
    mkdirSync(at("orphaned"), { mode: 0o711 });
    const own = await openOwnServer(at("orphaned/postgres"));
    own.leave();
    const backup = assay(["backup", at("orphaned.tar.gz")], unset({ ASSAY_DATA: at("orphaned") }));
    expect(backup.status, backup.stderr).toBe(0);
    expect(await letsIn({ connectionString: own.url })).toBe(false);
  });

  test("what is no backup is refused, and leaves nothing behind", () => {
    writeFileSync(at("no.tar.gz"), "not really one");
    const restored = assay(["restore", at("no.tar.gz")], unset({ ASSAY_DATA: at("nowhere") }));
    expect(restored.status).toBe(2);
    expect(restored.stderr).toContain("no.tar.gz");
    expect(readdirSync(at("nowhere"))).toEqual([]);
    const nothing = assay(["backup", at("nothing.tar.gz")], unset({ ASSAY_DATA: at("nowhere") }));
    expect([nothing.status, nothing.stderr]).toEqual([2, expect.stringContaining("nothing of Assay")]);
  });
});

describe("with a PostgreSQL elsewhere", () => {
  let postgres: ChildProcess;
  const socket = at("socket");
  const url = (database: string) => `postgres://assay:secret@localhost/${database}?host=${encodeURIComponent(socket)}`;

  beforeAll(async () => {
    const { folder: programs } = await findBinaries(cacheFolder(), ["system", "path"]);
    const account = await temporaryOwner();
    for (const name of ["cluster", "socket"]) {
      mkdirSync(at(name), { mode: 0o700 });
      if (account !== undefined) spawnSync("chown", [`${String(account.uid)}:${String(account.gid)}`, at(name)]);
    }
    const options = ["--pgdata", at("cluster"), "--username", "assay", "--auth", "trust", "--encoding", "UTF8"];
    await runTool(account, "", join(programs, "initdb"), [...options, "--locale", "C.UTF-8"]);
    postgres = spawn(
      join(programs, "postgres"),
      ["-D", at("cluster"), "-c", `unix_socket_directories=${socket}`, "-c", "listen_addresses="],
      { cwd: "/", stdio: "ignore", ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }) },
    );
    for (let tries = 0; !(await letsIn({ connectionString: url("postgres") })); tries++) {
      if (tries > 300) throw new Error("PostgreSQL did not come up");
      await passed(100);
    }
    const database = openDatabase(url("postgres"));
    for (const name of ["before", "after"]) await database.schema.createSchema(name).ifNotExists().execute();
    const { sql } = await import("kysely");
    for (const name of ["before", "after"]) await sql`CREATE DATABASE ${sql.ref(name)}`.execute(database);
    await database.destroy();
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => postgres.once("exit", resolve));
    postgres.kill("SIGINT");
    await ended;
  });

  test(
    "a backup is made while the server runs, with files that lie apart, and brings all back",
    { timeout: 180_000 },
    async () => {
      const before = { ASSAY_DATA: at("data-1"), DATABASE_URL: url("before"), ASSAY_STORAGE: at("storage-1") };
      const after = { ASSAY_DATA: at("data-2"), DATABASE_URL: url("after"), ASSAY_STORAGE: at("storage-2") };
      const server = await serve(before, 18_433);
      await fill(server);
      const backup = assay(["backup", at("dump.tar.gz")], before);
      expect(backup.status, backup.stderr).toBe(0);
      expect(await server.stop()).toBe(0);

      const restored = assay(["restore", at("dump.tar.gz")], after);
      expect(restored.status, restored.stderr).toBe(0);
      const back = await serve(after, 18_434);
      expect(await seen(back, at("storage-2"))).toEqual(filled);
      expect(await back.stop()).toBe(0);

      const full = assay(["restore", at("dump.tar.gz")], {
        ...after,
        ASSAY_DATA: at("data-3"),
        ASSAY_STORAGE: at("storage-3"),
      });
      expect([full.status, full.stderr]).toEqual([2, expect.stringContaining("database is not empty")]);
      expect(readdirSync(at("data-3"))).toEqual([]);
    },
  );

  test("files in S3 are left out, and the backup says so", { timeout: 60_000 }, () => {
    const backup = assay(["backup", at("without.tar.gz")], {
      ...{ ASSAY_DATA: at("data-2"), DATABASE_URL: url("after"), ASSAY_STORAGE: "s3://kept" },
    });
    expect(backup.status, backup.stderr).toBe(0);
    expect(backup.stdout).toContain("The files in S3 are not in it");
  });
});

/** Without the variables that this environment may have. */
function unset(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}
