import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { ConnectionOptions } from "mysql2";
import { AssayError } from "../../errors/assay-error.ts";
import { launchServer, longestSocketPath, type ServerOwner } from "../launch-server.ts";
import { applicationUser, databaseName, inspectorUser } from "./configuration.ts";
import { letsIn } from "./connection.ts";
import { mysqlSocketIn } from "./socket.ts";
import { configurationFile, type MysqlTemplate } from "./template.ts";

const run = promisify(execFile);

/**
 * `sh -c` for the folders of one server. What a full table must not stop lies beside the data: `wal`, for a server that
 * cannot write ahead ends, and `log`, for it is our evidence.
 */
const layOut = `
  mkdir -p "$2/wal" "$2/log" && rm -rf "$2/data" "$2/socket" "$2"/wal/* "$2"/log/*
  mkdir -m 700 "$2/socket" && cp -a "$1/data" "$1/${configurationFile}" "$2"
  cp -a "$1"/wal/. "$2/wal" && cp -a "$1"/log/. "$2/log"
  if [ -n "$3" ]; then chown -R "$3" "$2/data" "$2/wal" "$2/log" "$2/socket" "$2/${configurationFile}"; fi
`;

/** How long a server may take to be ready, milliseconds. It takes about half a second on an idle machine. */
const readyWithin = 30_000;

export interface MysqlServer {
  readonly pid: number;
  /** What a tap forwards to. */
  readonly socketPath: string;
  /** The server's own logs: a table of what was asked, as the file that it is kept in, and what failed. */
  readonly logs: { readonly statements: string; readonly audit: string };
  /** How the inspector connects: sees and changes what the submission's account keeps, is no administrator. */
  readonly administrator: ConnectionOptions;
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
 * @throws AssayError `mysql-failed` with the server's last words, when it does not become ready
 */
export async function startMysql(
  options: { readonly template: MysqlTemplate; readonly directory: string } & ServerOwner,
): Promise<MysqlServer> {
  const { template, directory, user } = options;
  const socketPath = mysqlSocketIn(directory);
  if (Buffer.byteLength(socketPath) > longestSocketPath) {
    const problem = `the path of its socket is longer than ${longestSocketPath} bytes: ${socketPath}`;
    throw new AssayError("mysql-failed", { problem });
  }
  await run("sh", ["-euc", layOut, "sh", template.directory, directory, user === undefined ? "" : `${user}:${user}`]);

  const data = join(directory, "data");
  const child = launchServer(
    [
      template.server,
      `--defaults-file=${join(directory, configurationFile)}`,
      ...[`--datadir=${data}`, `--tmpdir=${data}`, `--socket=${socketPath}`, `--pid-file=${join(data, "server.pid")}`],
      // As root it starts only when it is told to stay it.
      ...(process.getuid?.() === 0 && user === undefined ? ["--user=root"] : []),
    ],
    { ...options, endSignal: "SIGKILL" },
  );

  const administrator = { socketPath, user: inspectorUser, password: template.passwords.inspector };
  const deadline = performance.now() + readyWithin;
  while (!existsSync(socketPath) || !(await letsIn(administrator))) {
    if (child.ended() || performance.now() > deadline) {
      const problem = child.ended() ? "it ended while it started" : `it was not ready within ${readyWithin / 1_000} s`;
      await child.end("SIGKILL", 1_000);
      throw new AssayError("mysql-failed", { problem }, { lastLines: child.lastWords().trim().split("\n").slice(-20) });
    }
    await sleep(5);
  }
  return {
    pid: child.pid,
    socketPath,
    logs: { statements: join(directory, "log", "general_log.CSV"), audit: join(directory, "log", "audit.log") },
    administrator: { ...administrator, database: databaseName },
    application: { user: applicationUser, password: template.passwords.application, database: databaseName },
    exited: child.exited,
    stop: () => child.end("SIGTERM", 10_000),
    kill: () => child.end("SIGKILL", 1_000),
  };
}
