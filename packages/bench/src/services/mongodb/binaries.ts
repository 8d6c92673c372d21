import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import { inDraftFolder } from "../../cell/draft-folder.ts";
import { AssayError } from "../../errors/assay-error.ts";
import { settle } from "../settle-folder.ts";

const run = promisify(execFile);

const module = "github.com/FerretDB/FerretDB";
/** The last that needs no extension of PostgreSQL's. */
const ferretDbVersion = "1.24.0";

/** A server that speaks MongoDB's protocol. Plain JSON. */
export interface MongodbBinary {
  readonly kind: "mongod" | "ferretdb";
  readonly path: string;
  /** "MongoDB 7.0.14", "FerretDB 1.24.0 (in place of MongoDB)" */
  readonly version: string;
}

/**
 * `mongod` where PATH has it, else FerretDB, which this machine's Go builds into `cache` at its first use: a minute or two.
 *
 * @throws AssayError `mongodb-missing` where there is neither mongod nor Go, `mongodb-failed` when it cannot be built.
 */
export async function findMongodb(cache: string): Promise<MongodbBinary> {
  const found = (await findMongod()) ?? builtFerretDb(cache);
  if (found !== undefined) return found;
  const go = findGo();
  await mkdir(cache, { recursive: true, mode: 0o755 });
  return alone(join(cache, ".making-ferretdb"), async () => {
    // Another may have built it while we waited.
    if (builtFerretDb(cache) === undefined) await buildFerretDb(cache, go);
    return builtFerretDb(cache) as MongodbBinary;
  });
}

export async function findMongod(): Promise<MongodbBinary | undefined> {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, "mongod");
    if (folder === "" || !existsSync(path)) continue;
    const { stdout } = await run(path, ["--version"]).catch(() => ({ stdout: "" }));
    const version = /^db version v(\S+)/m.exec(stdout)?.[1];
    if (version !== undefined) return { kind: "mongod", path, version: `MongoDB ${version}` };
  }
  return undefined;
}

/** The one that was built before. */
export function builtFerretDb(cache: string): MongodbBinary | undefined {
  const path = join(folderIn(cache), "ferretdb");
  if (!existsSync(path)) return undefined;
  return { kind: "ferretdb", path, version: `FerretDB ${ferretDbVersion} (in place of MongoDB)` };
}

function folderIn(cache: string): string {
  return join(cache, `ferretdb-${ferretDbVersion}-${process.arch}`);
}

/** @throws AssayError `mongodb-missing` */
export function findGo(): string {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/local/go/bin", "/usr/lib/go/bin"];
  const go = folders.filter((folder) => folder !== "").find((folder) => existsSync(join(folder, "go")));
  if (go === undefined) throw new AssayError("mongodb-missing");
  return join(go, "go");
}

/** How long a build may take at most, milliseconds: then the lock is one that was left behind. */
const builtWithin = 900_000;

/** Runs `work` while no other process of this machine runs it: two builds at once would take twice as long. */
async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const age = Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
      if (age > builtWithin) await rm(lock, { recursive: true, force: true });
      else await sleep(500);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/**
 * As `go install` would, which makes a program that ends at once: the module as it is published lacks the file that
 * holds its version. So it is built from a copy with that file in it. What Go downloads and compiles on the way is
 * removed again.
 *
 * @throws AssayError `mongodb-failed`
 */
function buildFerretDb(cache: string, go: string): Promise<void> {
  return inDraftFolder(cache, (making) => buildFerretDbIn(making, folderIn(cache), go));
}

async function buildFerretDbIn(making: string, destination: string, go: string): Promise<void> {
  const { HOME: _home, ...environment } = process.env;
  const options = {
    cwd: making,
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...environment,
      PATH: `${dirname(go)}${delimiter}${process.env["PATH"] ?? ""}`,
      HOME: making,
      GOPATH: join(making, "path"),
      GOCACHE: join(making, "compiled"),
      GOFLAGS: "-modcacherw -buildvcs=false",
      GOTOOLCHAIN: "local",
      CGO_ENABLED: "0",
    },
  };
  try {
    const { stdout } = await run(go, ["mod", "download", "-json", `${module}@v${ferretDbVersion}`], options);
    const { Dir: published } = z.object({ Dir: z.string() }).parse(JSON.parse(stdout));
    const source = join(making, "source");
    await cp(published, source, { recursive: true });
    await writeFile(join(source, "build/version/version.txt"), `v${ferretDbVersion}\n`);
    const made = join(making, "made");
    await mkdir(made, { mode: 0o755 });
    const flags = ["-trimpath", "-tags", "ferretdb_no_postgresql", "-ldflags", "-s -w"];
    await run(go, ["build", ...flags, "-o", join(made, "ferretdb"), "./cmd/ferretdb"], { ...options, cwd: source });
    await chmod(made, 0o755);
    await settle(made, destination);
  } catch (error) {
    const { stderr = "", message } = error as { readonly stderr?: string; readonly message: string };
    const problem = "FerretDB, which stands in for it, could not be built with this machine's Go";
    const lastLines = `${stderr}\n${message}`.trim().split("\n").slice(-20);
    throw new AssayError("mongodb-failed", { problem }, { lastLines, cause: error });
  }
}
