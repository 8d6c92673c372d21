import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { archiveCommit, git as limitedGit, outputOf, startGit, type ArchiveOptions } from "@assay/bench/git";
import { gitEnvironment } from "./git.ts";

/** All packs of a repository together: enough for any task, and too little to fill a disk. */
export const largestRepository = 512 * 1_048_576;

const git = (argv: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  limitedGit(argv, { environment: { ...gitEnvironment(), ...environment } });

const by = { name: "Assay", email: "assay@localhost" };

const commitsNamed = 500;

/** Names and emails of authors and committers in a bare repository, on any branch, once each. */
export async function namedIn(repository: string): Promise<readonly string[]> {
  const cut = ["an", "ae", "cn", "ce"].map((field) => `%<(200,trunc)%${field}`).join("%n");
  const log = await git([
    "--git-dir",
    repository,
    "log",
    "--all",
    `--max-count=${String(commitsNamed)}`,
    `--format=${cut}`,
  ]);
  const named = log.split("\n").map((line) => line.trim());
  return [...new Set(named)].filter((one) => one !== "");
}

/** A bare git repository for each application, in one folder. What was pushed once stays. */
export class Repositories {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  pathOf(application: string): string {
    if (!/^[0-9a-f-]{36}$/.test(application)) throw new Error("this is no id of an application");
    return join(this.folder, `${application}.git`);
  }

  has(application: string): boolean {
    return existsSync(this.pathOf(application));
  }

  /** With one commit on `main` that holds the files of `start`. There whole, or not at all; leaves one that is there. */
  async make(application: string, start: string): Promise<void> {
    if (this.has(application)) return;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = this.pathOf(application);
    const draft = `${path}.${randomUUID()}.partial`;
    try {
      await git(["init", "--quiet", "--bare", "--initial-branch=main", "--template=", "--", draft]);
      const inside = {
        ...{ GIT_DIR: draft, GIT_WORK_TREE: start, GIT_INDEX_FILE: join(draft, "first-index") },
        ...{ GIT_AUTHOR_NAME: by.name, GIT_AUTHOR_EMAIL: by.email },
        ...{ GIT_COMMITTER_NAME: by.name, GIT_COMMITTER_EMAIL: by.email },
      };
      await git(["add", "--all", "--force", "--", start], inside);
      const tree = await git(["write-tree"], inside);
      const commit = await git(["commit-tree", tree, "-m", "The task"], inside);
      await git(["update-ref", "refs/heads/main", commit], inside);
      await rm(inside.GIT_INDEX_FILE, { force: true });
      await rename(draft, path).catch((error: unknown) => {
        if (!this.has(application)) throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  /** So that no cleaning up ever takes them, whatever becomes of their branches. */
  async keepCommits(application: string, commits: readonly string[]): Promise<void> {
    for (const commit of new Set(commits)) {
      await git(["--git-dir", this.pathOf(application), "update-ref", `refs/kept/${commit}`, commit]);
    }
  }

  /** Where `main` stands in each repository into which something was pushed since then, milliseconds of the day's clock. */
  async pushedSince(since: number): Promise<readonly { readonly application: string; readonly commit: string }[]> {
    const pushed: { application: string; commit: string }[] = [];
    for (const name of await readdir(this.folder).catch(() => [])) {
      const application = /^([0-9a-f-]{36})\.git$/.exec(name)?.[1];
      if (application === undefined) continue;
      const main = join(this.folder, name, "refs/heads/main");
      const movedAt = (await stat(main).catch(() => undefined))?.mtimeMs ?? 0;
      if (movedAt < since) continue;
      const commit = (await readFile(main, "utf8").catch(() => "")).trim();
      if (/^[0-9a-f]{40,64}$/.test(commit) && !(await this.#isTask(application, commit)))
        pushed.push({ application, commit });
    }
    return pushed;
  }

  /** What `make` put there, which nobody pushed. */
  async #isTask(application: string, commit: string): Promise<boolean> {
    const format = ["log", "-1", "--format=%ae %P", "--end-of-options", commit];
    const said = await git(["--git-dir", this.pathOf(application), ...format]);
    return said.trim() === by.email;
  }

  /** Names and emails of whoever wrote or committed anything that came in, so that they can be hidden. */
  async authors(application: string): Promise<readonly string[]> {
    return namedIn(this.pathOf(application));
  }

  /** Bytes of everything that came in. */
  async bytes(application: string): Promise<number> {
    const told = await git(["--git-dir", this.pathOf(application), "count-objects", "-v"]);
    const kilobytes = [...told.matchAll(/^(?:size|size-pack): (\d+)$/gm)].map(([, count]) => Number(count));
    return kilobytes.reduce((sum, count) => sum + count, 0) * 1_024;
  }

  /** The files of a commit as tar.gz. @throws as `archiveCommit` does, such as where they are too much */
  archive(application: string, commit: string, options: ArchiveOptions): Promise<Readable> {
    return archiveCommit(this.pathOf(application), commit, options);
  }

  /** All that was ever pushed, as one file that git can clone. */
  bundle(application: string): Readable {
    return outputOf(startGit(["--git-dir", this.pathOf(application), "bundle", "create", "-", "--all"]));
  }

  async remove(application: string): Promise<void> {
    await rm(this.pathOf(application), { recursive: true, force: true });
  }
}
