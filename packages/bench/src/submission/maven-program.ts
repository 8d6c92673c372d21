import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { realpath, rename } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { inDraftFolder } from "../cell/draft-folder.ts";
import { cacheFolder } from "../services/cache-folder.ts";

const run = promisify(execFile);

export interface MavenProgram {
  readonly home: string;
  /** "3.8.7" */
  readonly version: string;
}

/** What developers use today. A system's own may be years older, and then builds with plugins that don't know today's settings. */
const current = "3.9.16";

let known: Promise<MavenProgram> | undefined;

/**
 * The one that a person on this machine types.
 *
 * @throws AssayError `toolchain-missing`
 */
export function machineMaven(): Promise<MavenProgram> {
  return (known ??= find().catch((error: unknown) => {
    known = undefined;
    throw new AssayError("toolchain-missing", { tool: `Maven (${reasonOf(error)})` }, { cause: error });
  }));
}

async function find(): Promise<MavenProgram> {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/opt/maven/bin"];
  const program = folders.map((folder) => join(folder, "mvn")).find((path) => existsSync(path));
  if (program === undefined) throw new Error("no mvn in PATH");
  const { stdout } = await run(program, ["--version"], { cwd: "/", timeout: 60_000 });
  const version = /Apache Maven (\d[\w.-]*)/.exec(stdout)?.[1] ?? "unknown";
  return { home: dirname(dirname(await realpath(program))), version };
}

/** What submissions are built with: the current one, which the machine's brings from where it brings packages, else the machine's. */
export async function buildMaven(machine: MavenProgram): Promise<MavenProgram> {
  const [major = 0, minor = 0] = machine.version.split(".").map(Number);
  if (major > 3 || (major === 3 && minor >= 9)) return machine;
  const home = join(cacheFolder(), `maven-${current}`);
  return existsSync(home) || (await bring(machine, home)) ? { home, version: current } : machine;
}

/** False when it cannot be had. Nothing of a submission's takes part. */
async function bring(machine: MavenProgram, home: string): Promise<boolean> {
  try {
    await inDraftFolder(cacheFolder(), (making) => bringTo(making, machine, home));
    return true;
  } catch {
    // Another may have brought it meanwhile.
    return existsSync(home);
  }
}

async function bringTo(making: string, machine: MavenProgram, home: string): Promise<void> {
  const settings = ["-B", "-q", `-Dmaven.repo.local=${join(making, "repository")}`, `-DoutputDirectory=${making}`];
  const artifact = `-Dartifact=org.apache.maven:apache-maven:${current}:tar.gz:bin`;
  const copy = [...settings, "dependency:copy", artifact];
  await run(join(machine.home, "bin/mvn"), copy, { cwd: making, timeout: 180_000 });
  const archive = `apache-maven-${current}-bin.tar.gz`;
  await run("tar", ["-xzf", archive, "--no-same-owner"], { cwd: making, timeout: 60_000 });
  await rename(join(making, `apache-maven-${current}`), home);
}
