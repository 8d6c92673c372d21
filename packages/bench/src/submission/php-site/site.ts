/**
 * Runs a PHP project as a real site runs: php-fpm behind nginx, on PORT. Where the machine lacks one of the two, PHP's own
 * server stands in. It is started inside the sandbox, as the submission's user:
 *
 *     php-site [DOCUMENT_ROOT]
 *
 * Told to stop, it ends the web server first, which finishes what it has begun, and then php-fpm.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fpmConf } from "./fpm-conf.ts";
import { nginxConf } from "./nginx-conf.ts";

/** From the stop signal until what still runs in php-fpm is cut off, milliseconds. Ten seconds is what an app gets. */
const patience = 9_300;

const here = dirname(fileURLToPath(import.meta.url));
const { PHP_SITE_FPM: fpm, PHP_SITE_NGINX: nginx, ...environment } = process.env;
const documentRoot = resolve(process.argv[2] ?? ".");
const port = Number(environment["PORT"]);
if (!Number.isInteger(port) || port <= 0) fail("PORT is not set");
if (!existsSync(documentRoot)) fail(`there is no folder ${documentRoot}`);

const scratch = await mkdtemp(join(tmpdir(), "php-site-"));
const sessions = join(environment["DATA_DIR"] ?? scratch, "php-sessions");
await mkdir(sessions, { recursive: true, mode: 0o700 });

interface Server {
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<number>;
}

/** In the order in which they are told to stop. */
const servers: Server[] = [];
let stopping = false;

for (const signal of ["SIGTERM", "SIGINT", "SIGQUIT"] as const) process.on(signal, () => void stop(0));

if (fpm === undefined || nginx === undefined) startPhpsOwn();
else await startSite(fpm, nginx);

async function startSite(fpm: string, nginx: string): Promise<void> {
  // Both refuse to guess whose rights their workers have when they are started by root.
  const user = process.getuid?.() === 0 ? { user: "root" } : {};
  const conf = { fpm: join(scratch, "php-fpm.conf"), nginx: join(scratch, "nginx.conf") };
  await writeFile(conf.fpm, fpmConf({ scratch, sessions, ...user }));
  const hasFrontController = existsSync(join(documentRoot, "index.php"));
  const serverName = URL.parse(environment["PUBLIC_URL"] ?? "")?.hostname ?? "localhost";
  await writeFile(conf.nginx, nginxConf({ port, documentRoot, hasFrontController, serverName, scratch, ...user }));

  const php = start("php-fpm", fpm, [
    ...["--nodaemonize", "--fpm-config", conf.fpm, "-c", join(here, "php.ini")],
    ...("user" in user ? ["--allow-to-run-as-root"] : []),
  ]);
  while (php.exitCode === null && !stopping && !(await accepts(join(scratch, "php-fpm.sock")))) await sleep(10);
  if (php.exitCode === null && !stopping) start("nginx", nginx, ["-e", "stderr", "-p", scratch, "-c", conf.nginx]);
}

/** It has none of nginx's care, but takes several requests at once. */
function startPhpsOwn(): void {
  const ini = ["-c", join(here, "php.ini"), "-d", `session.save_path=${sessions}`];
  environment["PHP_CLI_SERVER_WORKERS"] ??= "10";
  start("php -S", "php", [...ini, "-S", `127.0.0.1:${String(port)}`, "-t", documentRoot, join(here, "router.php")]);
}

function start(name: string, program: string, words: readonly string[]): ChildProcess {
  // PHP's own server doesn't pass signals on to its workers, so they are a group.
  const isGroup = program === "php";
  const options = { env: environment, detached: isGroup };
  const child = spawn(program, words, { ...options, stdio: ["ignore", "inherit", "inherit"] });
  const signal = (signal: NodeJS.Signals): void => {
    if (!isGroup) child.kill(signal);
    else if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
  };
  const ended = new Promise<number>((done) => {
    child.once("exit", (code) => done(code ?? 1));
    child.once("error", (error) => {
      process.stderr.write(`php-site: ${name} could not be started: ${error.message}\n`);
      done(127);
    });
  });
  // The web server is started last, and stopped first.
  servers.unshift({ signal, ended });
  void ended.then((code) => {
    if (stopping) return;
    process.stderr.write(`php-site: ${name} ended by itself (exit status ${String(code)})\n`);
    void stop(code === 0 ? 1 : code);
  });
  return child;
}

/** The web server takes nothing new and finishes what it has; then php-fpm, with what runs on behind an answer. */
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const cutOff = setTimeout(() => servers.forEach(({ signal }) => signal("SIGTERM")), patience);
  for (const { signal, ended } of servers) {
    signal(fpm === undefined || nginx === undefined ? "SIGINT" : "SIGQUIT");
    await ended;
  }
  clearTimeout(cutOff);
  await rm(scratch, { recursive: true, force: true });
  process.exit(code);
}

function accepts(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    const settle = (answer: boolean): void => {
      socket.destroy();
      done(answer);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });
}

function fail(problem: string): never {
  process.stderr.write(`php-site: ${problem}\n`);
  process.exit(2);
}
