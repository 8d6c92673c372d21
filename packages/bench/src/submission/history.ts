import { execFile } from "node:child_process";
import { copyFile, lstat, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import type { ProjectFacts } from "../check/world.ts";

export type CommitFacts = NonNullable<ProjectFacts["commits"]>;

const run = promisify(execFile);
const messages = 20;
const commitsNamed = 500;
const longestMessage = 200;
const mostFiles = 50_000;
const mostBytes = 512 * 1024 * 1024;

/** What holds commits. Not the configuration, hooks, or `objects/info/alternates`, which could make git run or read other things. */
const kept = /^(HEAD|packed-refs|refs\/.+|objects\/[0-9a-f]{2}\/[0-9a-f]+|objects\/pack\/[\w.-]+)$/;

export interface History {
  /** No dates, no names. */
  readonly commits: CommitFacts;
  /** Who wrote and who committed, on any branch: names and emails, once each. So that they can be hidden. */
  readonly authors: readonly string[];
}

/**
 * The number of commits and the first lines of the last of them, and whom they name. Undefined where there are none to be
 * read.
 *
 * A `.git` folder is untrusted: its configuration and hooks can name programs to run. So git never sees it; it sees a
 * bare repository of our own making, with only its objects and refs.
 */
export async function readHistory(gitFolder: string): Promise<History | undefined> {
  const folder = await lstat(gitFolder).catch(() => undefined);
  if (!folder?.isDirectory()) return undefined;
  const bare = await makeTemporaryFolder("history-");
  try {
    await copyObjects(gitFolder, bare);
    await writeFile(join(bare, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
    const count = Number((await git(bare, "rev-list", "--count", "HEAD")).trim());
    const lastMessages = await logOf(bare, messages, "%s", "HEAD");
    const named = await logOf(bare, commitsNamed, "%an%n%ae%n%cn%n%ce", "--all", "HEAD");
    return { commits: { count, lastMessages }, authors: [...new Set(named)] };
  } catch {
    // Broken, shallow beyond use, or no commit yet: it is only a note in the report.
    return undefined;
  } finally {
    await removeTemporaryFolder(bare);
  }
}

async function logOf(bare: string, most: number, format: string, ...of: readonly string[]): Promise<readonly string[]> {
  const log = await git(bare, "log", `--max-count=${most}`, "--no-show-signature", `--format=${format}`, ...of);
  const lines = log.split("\n").filter((line) => line !== "");
  return lines.map((line) => line.slice(0, longestMessage));
}

async function copyObjects(from: string, to: string): Promise<void> {
  await mkdir(join(to, "objects"), { recursive: true });
  await mkdir(join(to, "refs"), { recursive: true });
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(from, { withFileTypes: true, recursive: true })) {
    const at = join(entry.parentPath, entry.name);
    const path = at.slice(from.length + 1);
    if (!entry.isFile() || !kept.test(path)) continue;
    files += 1;
    bytes += (await lstat(at)).size;
    if (files > mostFiles || bytes > mostBytes) throw new Error("The history is too big to be read.");
    await mkdir(dirname(join(to, path)), { recursive: true });
    await copyFile(at, join(to, path));
  }
}

async function git(bare: string, ...argv: string[]): Promise<string> {
  const settings = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=", "-c", "safe.directory=*"];
  const { stdout } = await run("git", ["--no-pager", "--no-replace-objects", ...settings, "--git-dir", bare, ...argv], {
    cwd: bare,
    timeout: 10_000,
    maxBuffer: 4 * 1024 * 1024,
    env: {
      PATH: process.env["PATH"],
      HOME: bare,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_TERMINAL_PROMPT: "0",
    },
  });
  return stdout;
}
