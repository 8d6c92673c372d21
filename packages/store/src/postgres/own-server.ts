import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, chmod, chown, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { cacheFolder, findBinaries, letsIn, runTool, temporaryOwner } from "@assay/bench/postgres";
import { keptPassword, requirePasswords } from "./passwords.ts";

/** Numeric, as those of the cells are, and none of theirs: what runs in a cell must not be able to signal it. */
const serverUser = 64013;
const port = 5432;
const name = "assay";
const readyWithin = 60_000;
const watchEvery = 500;

/** A PostgreSQL of our own on this machine, in a folder of its own. It outlives us: whoever opens the folder next finds it running. */
export interface OwnServer {
  /** For `pg` and for everything that takes a connection string. */
  readonly url: string;
  /** Of the server's own process, while there is one. */
  pid(): Promise<number | undefined>;
  /** Ends connections, writes all down, ends. */
  stop(): Promise<void>;
  /** Lets it run, and no longer starts it again when it ends. */
  leave(): void;
}

/**
 * Makes the cluster where there is none, adopts a live server, or starts one; and starts it again when it ends by itself.
 * It listens on a path socket that only we can reach.
 *
 * @param folder for its data, its socket and its log; all folders above must be open to every user when we are root.
 * @throws AssayError `postgres-missing`, `postgres-failed`
 */
export async function openOwnServer(folder: string): Promise<OwnServer> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const { folder: programs } = await findBinaries(cacheFolder(), ["embedded", "system", "path"]);
  const owner = process.getuid?.() === 0 ? serverUser : undefined;
  const [data, socket, log] = [join(folder, "data"), join(folder, "socket"), join(folder, "postgres.log")];
  if (!existsSync(data)) await makeCluster(folder, data, programs, owner);
  if (!existsSync(socket)) {
    await mkdir(socket, { mode: 0o700 });
    if (owner !== undefined) await chown(socket, owner, owner);
  }
  const url = await ownServerUrl(folder);

  const start = async () => {
    const output = await open(log, "a");
    try {
      const child = spawn(
        join(programs, "postgres"),
        ["-D", data, "-p", String(port), "-c", `unix_socket_directories=${socket}`, "-c", "listen_addresses="],
        {
          cwd: "/",
          detached: true,
          env: { LC_ALL: "C.UTF-8", TZ: "UTC" },
          stdio: ["ignore", output.fd, output.fd],
          ...(owner === undefined ? {} : { uid: owner, gid: owner }),
        },
      );
      child.on("error", (error) => void appendFile(log, `${error.message}\n`));
      child.unref();
    } finally {
      await output.close();
    }
  };
  const run = async () => {
    const until = performance.now() + readyWithin;
    if (!(await isAlive(data))) await start();
    while (!(await letsIn({ connectionString: url }))) {
      if (performance.now() > until) throw new Error(`PostgreSQL in ${folder} does not come up: see ${log}`);
      await passed(50);
      // It may still have been ending when we looked.
      if (!(await isAlive(data))) await start().then(() => passed(200));
    }
  };
  await run();
  await requirePasswords(data, url);

  let isLeft = false;
  let starting: Promise<unknown> | undefined;
  const look = async () => {
    if (!(await isAlive(data)) && !isLeft) await run();
  };
  const watching = setInterval(() => {
    starting ??= look()
      // Tried again with the next look.
      .catch((error: unknown) => appendFile(log, `${String(error)}\n`).catch(() => undefined))
      .finally(() => (starting = undefined));
  }, watchEvery);
  watching.unref();
  const leave = () => {
    isLeft = true;
    clearInterval(watching);
  };
  return {
    url,
    pid: () => pidIn(data),
    leave,
    async stop() {
      leave();
      await starting;
      const pid = await pidIn(data);
      if (pid === undefined || !(await isAlive(data))) return;
      process.kill(pid, "SIGINT");
      while (await isAlive(data)) await passed(50);
    },
  };
}

/** With which a role connects to the server in this folder; the owner of everything unless said. Its cluster must be there. */
export async function ownServerUrl(folder: string, role = name): Promise<string> {
  const password = await keptPassword(join(folder, "data"), role);
  const host = encodeURIComponent(join(folder, "socket"));
  return `postgres://${role}:${password}@localhost:${String(port)}/${name}?host=${host}`;
}

async function makeCluster(folder: string, data: string, programs: string, owner: number | undefined): Promise<void> {
  const draft = join(folder, "data.making");
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const account = await temporaryOwner();
  if (account !== undefined) await chown(draft, account.uid, account.gid);
  await runTool(account, "", join(programs, "initdb"), [
    ...["--pgdata", draft, "--username", name, "--auth", "trust"],
    ...["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions"],
  ]);
  const single = ["--single", "-D", draft, "-c", "exit_on_error=on", "postgres"];
  await runTool(account, `CREATE DATABASE ${name};\n`, join(programs, "postgres"), single);
  if (owner !== undefined) await runTool(undefined, "", "chown", ["-R", `${String(owner)}:${String(owner)}`, draft]);
  await rename(draft, data);
}

/** What was copied here belongs to whom the server runs as on this machine. */
export async function giveToServer(folder: string): Promise<void> {
  const owner = process.getuid?.() === 0 ? `${String(serverUser)}:${String(serverUser)}` : undefined;
  const socket = join(folder, "socket");
  await mkdir(socket, { recursive: true, mode: 0o700 });
  await chmod(join(folder, "data"), 0o700);
  if (owner === undefined) return;
  for (const path of [join(folder, "data"), socket]) await runTool(undefined, "", "chown", ["-R", owner, path]);
}

/** Of the server that holds this cluster, as it wrote it down itself. */
async function pidIn(data: string): Promise<number | undefined> {
  const pid = Number((await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n")[0]);
  return pid > 0 ? pid : undefined;
}

async function isAlive(data: string): Promise<boolean> {
  const pid = await pidIn(data);
  if (pid === undefined) return false;
  // A number may have been given to another program since.
  const command = await readFile(`/proc/${String(pid)}/cmdline`, "utf8").catch(() => "");
  return command.split("\0").includes(data);
}
