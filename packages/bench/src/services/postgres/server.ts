import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client, type ClientConfig } from "pg";
import { AssayError } from "../../errors/assay-error.ts";
import { applicationRole, databaseName, inspectorRole } from "./configuration.ts";
import type { PostgresTemplate } from "./template.ts";

const run = promisify(execFile);
const port = 5432;

/** Where a server in `directory` listens. */
export function postgresSocketIn(directory: string): string {
  return join(directory, "socket", `.s.PGSQL.${port}`);
}

/** Linux holds the address of a path socket in 108 bytes, the last of which is zero. */
const longestSocketPath = 107;

/**
 * `sh -c` for the folders of one server, all at once as a cell waits for it. What a full table must not stop lies beside
 * the data: `wal`, for a server that cannot write ahead ends all connections, and `log`, for it is our evidence.
 */
const layOut = `
  mkdir -p "$2/wal" "$2/log" && rm -rf "$2/data" "$2/socket" "$2"/wal/* "$2"/log/*
  mkdir -m 700 "$2/socket" && cp -a "$1" "$2/data"
  mv "$2"/data/pg_wal/* "$2/wal" && rmdir "$2/data/pg_wal" && ln -s ../wal "$2/data/pg_wal"
  if [ -n "$3" ]; then chown -R "$3" "$2/data" "$2/wal" "$2/log" "$2/socket"; fi
`;

/** How long a server may take to be ready, milliseconds. It takes about a hundred on an idle machine. */
const readyWithin = 20_000;

export interface PostgresServer {
  readonly pid: number;
  /** What a tap forwards to. */
  readonly socketPath: string;
  readonly socketDirectory: string;
  /** The server's structured log: one JSON object a line. */
  readonly logFile: string;
  /** How the inspector connects: sees all, may write what the submission's role owns, is no superuser. */
  readonly administrator: ClientConfig;
  /** What goes into the submission's DATABASE_URL. */
  readonly application: { readonly user: string; readonly password: string; readonly database: string };
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Ends connections, writes all down, ends. */
  stop(): Promise<void>;
  /** Ends at once, as in a crash of the server. */
  kill(): Promise<void>;
}

/**
 * Copies the template into `directory` and starts a server on a path socket inside it. Ready when a client has been let
 * in. All that the server keeps is there, best in memory: a tmpfs each for `directory` and its `wal` and `log`.
 *
 * @param options.user user and group to run as, when we are root; all folders above `directory` must be open to it.
 * @param options.limits enters the limits as root before the user changes.
 * @throws AssayError `postgres-failed` with the server's last words, when it does not become ready
 */
export async function startPostgres(options: {
  readonly template: PostgresTemplate;
  readonly directory: string;
  readonly user?: number;
  readonly limits?: { enter(argv: readonly string[]): readonly string[] };
}): Promise<PostgresServer> {
  const { template, directory, user } = options;
  const socketPath = postgresSocketIn(directory);
  const socketDirectory = dirname(socketPath);
  if (Buffer.byteLength(socketPath) > longestSocketPath) {
    const problem = `the path of its socket is longer than ${longestSocketPath} bytes: ${socketPath}`;
    throw new AssayError("postgres-failed", { problem });
  }
  await run("sh", ["-euc", layOut, "sh", template.directory, directory, user === undefined ? "" : `${user}:${user}`]);

  const child = launch(
    [
      join(template.binaries, "postgres"),
      ...["-D", join(directory, "data"), "-p", String(port)],
      ...["-c", `unix_socket_directories=${socketDirectory}`, "-c", "unix_socket_permissions=0700"],
    ],
    options,
  );
  // Without a namespace around us nothing else ends it when we end.
  const endWithUs = (): void => void child.kill("SIGQUIT");
  process.once("exit", endWithUs);
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-4_000)));
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once("error", (error) => {
      lastWords += error.message;
      resolve({ code: null, signal: null });
    });
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  let over = false;
  const ended = (): boolean => over;
  void exited.then(() => {
    over = true;
    process.off("exit", endWithUs);
  });

  const logFile = join(directory, "log", "server.json");
  const connection = { host: socketDirectory, port, database: databaseName };
  const administrator = { ...connection, user: inspectorRole, password: template.passwords.inspector };
  const end = async (signal: NodeJS.Signals, graceMs: number): Promise<void> => {
    if (!ended()) child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await exited;
    clearTimeout(late);
  };

  const deadline = performance.now() + readyWithin;
  while (!(await letsIn(socketPath, administrator))) {
    if (ended() || performance.now() > deadline) {
      await end("SIGQUIT", 1_000);
      const logged = await readFile(logFile, "utf8").catch(() => "");
      throw new AssayError(
        "postgres-failed",
        { problem: ended() ? "it ended while it started" : `it was not ready within ${readyWithin / 1_000} s` },
        { lastLines: (lastWords + logged).trim().split("\n").slice(-20) },
      );
    }
    await sleep(3);
  }
  return {
    pid: child.pid ?? 0,
    socketPath,
    socketDirectory,
    logFile,
    administrator,
    application: { user: applicationRole, password: template.passwords.application, database: databaseName },
    exited,
    stop: () => end("SIGINT", 5_000),
    kill: () => end("SIGQUIT", 1_000),
  };
}

function launch(
  argv: readonly string[],
  { user, limits }: { readonly user?: number; readonly limits?: { enter(argv: readonly string[]): readonly string[] } },
): ChildProcess {
  const settings = {
    cwd: "/",
    env: { LC_ALL: "C.UTF-8", TZ: "UTC" },
    stdio: ["ignore", "ignore", "pipe"] as ["ignore", "ignore", "pipe"],
  };
  if (limits === undefined) {
    const [program, ...rest] = argv as [string, ...string[]];
    return spawn(program, rest, user === undefined ? settings : { ...settings, uid: user, gid: user });
  }
  // Entering a cgroup needs the rights that the database's user does not have, so the user changes after that.
  const change = user === undefined ? [] : ["setpriv", `--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--"];
  const [program, ...rest] = limits.enter([...change, ...argv]) as [string, ...string[]];
  return spawn(program, rest, { ...settings, env: { ...settings.env, PATH: process.env["PATH"] } });
}

async function letsIn(socketPath: string, connection: ClientConfig): Promise<boolean> {
  if (!existsSync(socketPath)) return false;
  const client = new Client(connection);
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
