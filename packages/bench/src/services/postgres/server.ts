import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { ClientConfig } from "pg";
import { AssayError } from "../../errors/assay-error.ts";
import { launchServer, longestSocketPath, type ServerOwner } from "../launch-server.ts";
import { applicationRole, databaseName, inspectorRole, writerRole } from "./configuration.ts";
import { letsIn } from "./lets-in.ts";
import type { PostgresTemplate } from "./template.ts";

const run = promisify(execFile);
const port = 5432;

/** Where a server in `directory` listens. */
export function postgresSocketIn(directory: string): string {
  return join(directory, "socket", `.s.PGSQL.${port}`);
}

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
  /** How the inspector connects to read: it sees all, and is no superuser. */
  readonly administrator: ClientConfig;
  /** How it connects to write: it may do what the submission's role may. */
  readonly writer: ClientConfig;
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
export async function startPostgres(
  options: { readonly template: PostgresTemplate; readonly directory: string } & ServerOwner,
): Promise<PostgresServer> {
  const { template, directory, user } = options;
  const socketPath = postgresSocketIn(directory);
  const socketDirectory = dirname(socketPath);
  if (Buffer.byteLength(socketPath) > longestSocketPath) {
    const problem = `the path of its socket is longer than ${longestSocketPath} bytes: ${socketPath}`;
    throw new AssayError("postgres-failed", { problem });
  }
  await run("sh", ["-euc", layOut, "sh", template.directory, directory, user === undefined ? "" : `${user}:${user}`]);

  const child = launchServer(
    [
      join(template.binaries, "postgres"),
      ...["-D", join(directory, "data"), "-p", String(port)],
      ...["-c", `unix_socket_directories=${socketDirectory}`, "-c", "unix_socket_permissions=0700"],
    ],
    { ...options, endSignal: "SIGQUIT" },
  );

  const logFile = join(directory, "log", "server.json");
  const connection = { host: socketDirectory, port, database: databaseName };
  const administrator = { ...connection, user: inspectorRole, password: template.passwords.inspector };

  const deadline = performance.now() + readyWithin;
  while (!(existsSync(socketPath) && (await letsIn(administrator)))) {
    if (child.ended() || performance.now() > deadline) {
      const problem = child.ended() ? "it ended while it started" : `it was not ready within ${readyWithin / 1_000} s`;
      await child.end("SIGQUIT", 1_000);
      const logged = await readFile(logFile, "utf8").catch(() => "");
      throw new AssayError(
        "postgres-failed",
        { problem },
        { lastLines: (child.lastWords() + logged).trim().split("\n").slice(-20) },
      );
    }
    await sleep(3);
  }
  return {
    pid: child.pid,
    socketPath,
    socketDirectory,
    logFile,
    administrator,
    writer: { ...administrator, user: writerRole },
    application: { user: applicationRole, password: template.passwords.application, database: databaseName },
    exited: child.exited,
    stop: () => child.end("SIGINT", 5_000),
    kill: () => child.end("SIGQUIT", 1_000),
  };
}
