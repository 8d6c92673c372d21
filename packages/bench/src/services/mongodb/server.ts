import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { MongoClient } from "mongodb";
import { AssayError } from "../../errors/assay-error.ts";
import { launchServer, longestSocketPath, type LaunchedServer, type ServerOwner } from "../launch-server.ts";
import type { MongodbBinary } from "./binaries.ts";
import { applicationUser, databaseName, type MongodbPlan } from "./plan.ts";

const run = promisify(execFile);

const inspectorUser = "assay_inspector";

/** How long a server may take to be ready, milliseconds. */
const readyWithin = 30_000;

export interface MongodbServer {
  readonly pid: number;
  readonly socketPath: string;
  /** The inspector's address: it may do everything. */
  readonly administrator: string;
  kill(): Promise<void>;
}

export interface MongodbOptions extends ServerOwner {
  readonly plan: MongodbPlan;
  /** All that the server keeps is there, best in memory. Every folder above it must be open to `user`. */
  readonly directory: string;
}

const layOut = `
  mkdir -p "$1" && rm -rf "$1/data" "$1/socket" && mkdir -m 700 "$1/data" "$1/socket"
  if [ -n "$2" ]; then chown "$2" "$1/data" "$1/socket"; fi
`;

/**
 * Starts a server on a path socket inside `directory`, with the submission's user in it.
 *
 * @throws AssayError `mongodb-failed` with the server's last words, when it does not become ready
 */
export async function startMongodb(options: MongodbOptions): Promise<MongodbServer> {
  const { plan, directory, user } = options;
  const socketPath = join(directory, "socket", "server.sock");
  if (Buffer.byteLength(socketPath) > longestSocketPath) {
    const problem = `the path of its socket is longer than ${longestSocketPath} bytes: ${socketPath}`;
    throw new AssayError("mongodb-failed", { problem });
  }
  await run("sh", ["-euc", layOut, "sh", directory, user === undefined ? "" : `${user}:${user}`]);
  const { binary, passwords } = plan;
  const server = launchServer(commandOf[binary.kind](binary.path, directory, socketPath, passwords), {
    ...options,
    endSignal: "SIGKILL",
  });
  const administrator = addressOf(socketPath, inspectorUser, passwords.inspector);
  await makeReady(server, socketPath, administrator, plan);
  return { pid: server.pid, socketPath, administrator, kill: () => server.end("SIGKILL", 1_000) };
}

const commandOf = {
  mongod: (path: string, directory: string, socketPath: string) => [
    ...[path, "--dbpath", join(directory, "data"), "--bind_ip", socketPath, "--filePermissions", "0700", "--auth"],
    ...["--networkMessageCompressors", "disabled", "--wiredTigerCacheSizeGB", "0.25", "--quiet"],
    ...["--setParameter", "diagnosticDataCollectionEnabled=false"],
  ],
  ferretdb: (path: string, directory: string, socketPath: string, passwords: MongodbPlan["passwords"]) => [
    ...[path, "--handler=sqlite", `--sqlite-url=file:${join(directory, "data")}/?_pragma=synchronous(off)`],
    ...["--listen-addr=", `--listen-unix=${socketPath}`, "--debug-addr=-", "--state-dir=-", "--telemetry=disable"],
    ...["--log-level=error", "--test-enable-new-auth", "--setup-database=admin", `--setup-username=${inspectorUser}`],
    `--setup-password=${passwords.inspector}`,
  ],
} as const;

function addressOf(socketPath: string, user?: string, password?: string): string {
  const credentials = user === undefined ? "" : `${user}:${password ?? ""}@`;
  return `mongodb://${credentials}${encodeURIComponent(socketPath)}/?authSource=admin&directConnection=true`;
}

async function makeReady(
  server: LaunchedServer,
  socketPath: string,
  administrator: string,
  { binary, passwords }: MongodbPlan,
): Promise<void> {
  const deadline = performance.now() + readyWithin;
  let reason: unknown;
  while (!server.ended() && performance.now() < deadline) {
    if (existsSync(socketPath)) {
      try {
        // MongoDB lets anyone make the first user; FerretDB has made it.
        if (binary.kind === "mongod") await makeInspector(addressOf(socketPath), passwords.inspector);
        await makeApplication(administrator, binary, passwords.application);
        return;
      } catch (error) {
        reason = error;
      }
    }
    await sleep(5);
  }
  const problem = server.ended() ? "it ended while it started" : `it was not ready within ${readyWithin / 1_000} s`;
  await server.end("SIGKILL", 1_000);
  const lastLines = server.lastWords().trim().split("\n").slice(-20);
  throw new AssayError("mongodb-failed", { problem }, { lastLines, cause: reason });
}

function makeInspector(address: string, pwd: string): Promise<void> {
  return connected(address, async (client) => {
    await client.db("admin").command({ createUser: inspectorUser, pwd, roles: ["root"] });
  });
}

function makeApplication(address: string, { kind }: MongodbBinary, pwd: string): Promise<void> {
  // Of FerretDB's users each may do all: there the gate holds the submission to its own database.
  const roles = kind === "mongod" ? ["readWrite", "dbAdmin"] : [];
  return connected(address, async (client) => {
    await client.db(databaseName).command({ createUser: applicationUser, pwd, roles });
  });
}

async function connected(address: string, work: (client: MongoClient) => Promise<void>): Promise<void> {
  const client = new MongoClient(address, { serverSelectionTimeoutMS: 2_000, maxPoolSize: 1 });
  try {
    await work(client);
  } finally {
    await client.close();
  }
}
