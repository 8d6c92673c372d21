import { existsSync } from "node:fs";
import { readdir, readFile, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { AssayError } from "../errors/assay-error.ts";

const systems = "/usr/lib/jvm";

/** A Java of this machine's that compiles too. */
export interface Jdk {
  readonly home: string;
  /** "17.0.15" */
  readonly version: string;
  readonly major: number;
}

/** Oldest first. */
export async function installedJdks(): Promise<readonly Jdk[]> {
  const names = await readdir(systems).catch(() => []);
  const { JAVA_HOME: named } = process.env;
  const inPath = await homeInPath();
  const homes = [...(named ? [named] : []), ...names.map((name) => join(systems, name)), ...(inPath ? [inPath] : [])];
  const real = await Promise.all(homes.map((home) => realpath(home).catch(() => home)));
  const jdks = await Promise.all([...new Set(real)].map(readJdk));
  return jdks.filter((jdk) => jdk !== undefined).sort((one, other) => one.major - other.major);
}

/** The one that a person on this machine gets who types `java`, else the oldest. */
export async function usualJdk(jdks: readonly Jdk[]): Promise<Jdk> {
  const usual = await homeInPath();
  const jdk = jdks.find(({ home }) => home === usual) ?? jdks[0];
  if (jdk === undefined) throw new AssayError("toolchain-missing", { tool: "A Java development kit" });
  return jdk;
}

/**
 * The oldest that can do what is asked: a newer one may refuse what worked before.
 * @param release the Java that the code is written for: 17
 */
export function fittingJdk(jdks: readonly Jdk[], release: number): Jdk {
  const jdk = jdks.find(({ major }) => major >= release);
  if (jdk !== undefined) return jdk;
  const there = jdks.length === 0 ? "" : ` (there is ${jdks.map(({ major }) => major).join(", ")})`;
  throw new AssayError("toolchain-missing", { tool: `A Java development kit of version ${release} or newer${there}` });
}

async function homeInPath(): Promise<string | undefined> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const compiler = folders.map((folder) => join(folder, "javac")).find((path) => existsSync(path));
  return compiler === undefined ? undefined : dirname(dirname(await realpath(compiler)));
}

async function readJdk(home: string): Promise<Jdk | undefined> {
  if (!existsSync(join(home, "bin/javac"))) return undefined;
  const about = await readFile(join(home, "release"), "utf8").catch(() => "");
  const version = /^JAVA_VERSION="([^"]+)"/m.exec(about)?.[1];
  const major = /^(?:1\.)?(\d+)/.exec(version ?? "")?.[1];
  return version === undefined || major === undefined ? undefined : { home, version, major: Number(major) };
}
