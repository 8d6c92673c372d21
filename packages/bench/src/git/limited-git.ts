import { spawn, type ChildProcessByStdio, type StdioOptions } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { findProgram } from "../sandbox/program.ts";

const MB = 1_048_576;

/** Of each process of git's: bytes of memory, processor seconds, bytes of one file that it writes. */
export const gitLimits = { memory: 512 * MB, processorSeconds: 120, fileBytes: 512 * MB } as const;

/** Of what it says on standard error, so much is kept. */
const mostSaid = 16_384;

/**
 * How git is set wherever it touches what strangers made: nothing of theirs runs, nothing of this machine's own settings
 * is read, and what it holds in memory fits its limit.
 */
const settings: Readonly<Record<string, string>> = {
  "core.hooksPath": "/dev/null",
  "core.fsmonitor": "",
  "gc.auto": "0",
  "maintenance.auto": "false",
  "pack.threads": "1",
  "pack.windowMemory": "64m",
  "pack.deltaCacheSize": "32m",
  // Git maps whole packs into memory otherwise, which counts against its limit.
  "core.packedGitWindowSize": "16m",
  "core.packedGitLimit": "128m",
  "core.deltaBaseCacheLimit": "32m",
  // Larger files are streamed, never held.
  "core.bigFileThreshold": "16m",
  "protocol.allow": "never",
  "safe.directory": "*",
  "transfer.fsckObjects": "true",
  "transfer.bundleURI": "false",
};

/** Everything that git gets for its environment: this, and nothing of ours. `more` are settings of git's. */
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

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/** A git that talks while it runs, in a process group of its own. End it with `endGit`. */
export function startGit(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = gitEnvironment(),
  stdio: StdioOptions = ["pipe", "pipe", "pipe"],
): GitProcess {
  const { memory, processorSeconds, fileBytes } = gitLimits;
  const limits = [`--as=${memory}`, `--cpu=${processorSeconds}`, `--fsize=${fileBytes}`, "--core=0", "--"];
  return spawn(findProgram("prlimit"), [...limits, "git", ...argv], {
    ...{ cwd: "/", env: environment, stdio, detached: true },
  }) as ChildProcessByStdio<Writable, Readable, Readable>;
}

/** Ends a git with all that it started. */
export function endGit({ pid, exitCode, signalCode }: Pick<GitProcess, "pid" | "exitCode" | "signalCode">): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended meanwhile.
  }
}

/** Git ended otherwise than well, or was ended. */
export class GitFailed extends Error {
  /** The line of standard error that says why; untrusted text. */
  readonly said: string;

  constructor(said: string, options: { readonly cause?: unknown } = {}) {
    super(said, options);
    this.name = "GitFailed";
    this.said = said;
  }
}

export interface GitOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. */
  readonly timeout?: number;
}

const defaultTimeout = 120_000;
/** Of what `git` returns. */
const mostOutput = 8 * MB;

/**
 * The standard output of a git command, without blanks around it.
 *
 * @throws GitFailed also where it was ended by `signal`, took longer than `timeout`, or said more than 8 MB
 */
export async function git(argv: readonly string[], options: GitOptions = {}): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  await readGit(argv, options, (chunk) => {
    bytes += chunk.length;
    if (bytes > mostOutput) throw new GitFailed("git said too much");
    parts.push(chunk);
  });
  return Buffer.concat(parts).toString("utf8").trim();
}

/**
 * Gives the standard output of a git command to `take`, piece by piece. What `take` throws ends git at once.
 *
 * @throws GitFailed as `git` does; what `take` throws
 */
export async function readGit(
  argv: readonly string[],
  { environment, signal, timeout = defaultTimeout }: GitOptions,
  take: (chunk: Buffer) => void,
): Promise<void> {
  if (signal?.aborted === true) throw new GitFailed("it is no longer wanted");
  const child = startGit(argv, environment);
  child.stdin.end();
  child.stdin.on("error", () => undefined);
  const stopping = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal === undefined ? [] : [signal])]);
  const stop = () => endGit(child);
  stopping.addEventListener("abort", stop, { once: true });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (said.length < mostSaid) said += chunk.toString("utf8");
  });
  const closed = new Promise<number | null>((resolve, reject) => child.once("close", resolve).once("error", reject));
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) take(chunk);
    if ((await closed) === 0) return;
    throw new GitFailed(stopping.aborted ? "it took too long, or was no longer wanted" : reasonIn(said));
  } finally {
    stop();
    stopping.removeEventListener("abort", stop);
    closed.catch(() => undefined);
  }
}

/** The line in which git says why it ended. */
export function reasonIn(said: string): string {
  const lines = said.trim().split("\n");
  return lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.at(-1) ?? "";
}
