import { execFile, spawn, type ChildProcessWithoutNullStreams, type StdioOptions } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const MB = 1_048_576;

/** Of one push, packed. */
export const largestPush = 100 * MB;

/**
 * How git is set wherever it touches what strangers pushed: nothing of theirs runs, nothing of this machine's own count
 * is read, and what came in once is never thrown away.
 */
const settings: Readonly<Record<string, string>> = {
  "core.hooksPath": "/dev/null",
  "core.fsmonitor": "",
  "core.logAllRefUpdates": "always",
  "gc.auto": "0",
  "maintenance.auto": "false",
  "pack.threads": "1",
  "pack.windowMemory": "64m",
  "protocol.allow": "never",
  "safe.directory": "*",
  "receive.autogc": "false",
  "receive.denyDeletes": "true",
  "receive.denyNonFastForwards": "false",
  "receive.fsckObjects": "true",
  "receive.maxInputSize": String(largestPush),
  // Packs stay as they came: what a later push leaves behind is still in them.
  "receive.unpackLimit": "1",
  "http.receivepack": "true",
  "http.getanyfile": "false",
  // Commits that no branch holds any more: ours to keep, nobody's to move.
  "transfer.hideRefs": "refs/kept",
};

/** What git gets for its environment: this, and nothing of ours. */
export function gitEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const all = Object.entries({ ...settings, ...more });
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    HOME: "/nonexistent",
    LC_ALL: "C.UTF-8",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_CONFIG_COUNT: String(all.length),
    ...Object.fromEntries(
      all.flatMap(([name, value], at) => [
        [`GIT_CONFIG_KEY_${String(at)}`, name],
        [`GIT_CONFIG_VALUE_${String(at)}`, value],
      ]),
    ),
  };
}

/** What stands before `git` so that hostile objects cost little: processor seconds, bytes of memory and of one file. */
const limits = ["--cpu=120", `--as=${String(2_048 * MB)}`, `--fsize=${String(512 * MB)}`, "--core=0", "--"] as const;

/** Its output. @throws Error with what git said on standard error */
export async function git(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run("prlimit", [...limits, "git", ...argv], {
    cwd: "/",
    timeout: 120_000,
    env: { ...gitEnvironment(), ...environment },
  });
  return stdout.trim();
}

/** A git that talks while it runs, in a process group of its own. */
export function startGit(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  stdio: StdioOptions = ["pipe", "pipe", "pipe"],
): ChildProcessWithoutNullStreams {
  return spawn("prlimit", [...limits, "git", ...argv], {
    ...{ cwd: "/", env: environment, stdio, detached: true },
  }) as ChildProcessWithoutNullStreams;
}
