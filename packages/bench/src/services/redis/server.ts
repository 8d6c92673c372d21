import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { AssayError } from "../../errors/assay-error.ts";
import { launchServer, longestSocketPath, type ServerOwner } from "../launch-server.ts";
import { applicationUser, type RedisPlan } from "./plan.ts";

const run = promisify(execFile);

export const inspectorUser = "assay_inspector";

/** How long a server may take to be ready, milliseconds. */
const readyWithin = 10_000;

/** All that an app needs; none of what governs the server. */
const applicationRights = [
  ...["~*", "&*", "+@all", "-@admin", "-@dangerous"],
  // Of those called dangerous because they are slow or thorough, what apps and their libraries use.
  ...["+info", "+keys", "+sort", "+sort_ro", "+flushdb", "+flushall", "+role", "+swapdb"],
];

export interface RedisServer {
  readonly pid: number;
  readonly socketPath: string;
  kill(): Promise<void>;
}

export interface RedisOptions extends ServerOwner {
  readonly plan: RedisPlan;
  /** Whether a client needs neither user nor password. Existing backends may send none. */
  readonly isOpen?: boolean;
  /** Every folder above it must be open to `user`. */
  readonly directory: string;
}

/** Where a server in `directory` listens. */
export function redisSocketIn(directory: string): string {
  return join(directory, "socket", "redis.sock");
}

const layOut = `
  mkdir -p "$1" && rm -rf "$1/data" "$1/socket" && mkdir -m 700 "$1/data" "$1/socket"
  if [ -n "$2" ]; then chown "$2" "$1/data" "$1/socket"; fi
`;

/**
 * Starts a Redis on a path socket inside `directory`. It keeps all in memory, so what is in it lasts as long as the cell.
 *
 * @throws AssayError `redis-failed` with the server's last words, when it does not become ready
 */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  const { plan, directory, user, isOpen = false } = options;
  const socketPath = redisSocketIn(directory);
  if (Buffer.byteLength(socketPath) > longestSocketPath) {
    const problem = `the path of its socket is longer than ${longestSocketPath} bytes: ${socketPath}`;
    throw new AssayError("redis-failed", { problem });
  }
  await run("sh", ["-euc", layOut, "sh", directory, user === undefined ? "" : `${user}:${user}`]);
  const { binary, passwords } = plan;
  const server = launchServer(
    [
      ...[binary.path, "--port", "0", "--unixsocket", socketPath, "--unixsocketperm", "700"],
      ...["--dir", join(directory, "data"), "--save", "", "--appendonly", "no", "--daemonize", "no"],
      ...["--logfile", join(directory, "data", "log"), "--loglevel", "warning", "--databases", "16"],
      // Clients without a word for the user log in as this one.
      ...["--user", "default", "on", isOpen ? "nopass" : `>${passwords.application}`, ...applicationRights],
      ...["--user", inspectorUser, "on", `>${passwords.inspector}`, "~*", "&*", "+@all"],
      ...["--user", applicationUser, "on", `>${passwords.application}`, ...applicationRights],
    ],
    { ...options, endSignal: "SIGKILL" },
  );
  const deadline = performance.now() + readyWithin;
  while (!(await listens(socketPath))) {
    if (server.ended() || performance.now() > deadline) {
      const said = server.ended() ? "it ended while it started" : `it was not ready within ${readyWithin / 1_000} s`;
      await server.end("SIGKILL", 1_000);
      const logged = await readFile(join(directory, "data", "log"), "utf8").catch(() => "");
      const lastLines = (server.lastWords() + logged).trim().split("\n").slice(-20);
      throw new AssayError("redis-failed", { problem: said }, { lastLines });
    }
    await sleep(3);
  }
  return { pid: server.pid, socketPath, kill: () => server.end("SIGKILL", 1_000) };
}

function listens(socketPath: string): Promise<boolean> {
  if (!existsSync(socketPath)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({ path: socketPath });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
