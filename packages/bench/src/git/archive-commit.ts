import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AssayError } from "../errors/assay-error.ts";
import { endGit, git, GitFailed, gitEnvironment, startGit, type GitProcess } from "./limited-git.ts";
import { assertTreeFits, type TreeLimits } from "./tree-size.ts";

const MB = 1_048_576;

/** Before those of the repository's own: a few bytes of `$Format:…$` could stand for gigabytes, and a file leave itself out. */
const attributes = "* -text !eol -ident !filter !working-tree-encoding -export-subst -export-ignore\n";

export interface ArchiveOptions {
  /** The submission's, for people. */
  readonly name: string;
  readonly limits: TreeLimits & { readonly archiveBytes: number };
  /** Whether a file or folder of this name is never taken in, and so doesn't count against the limits. */
  readonly isLeftOut: (name: string) => boolean;
  /** Ends it when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The files of a commit as tar.gz, after a look at how much they are. Nothing is checked out: no link, filter, hook,
 * attribute or submodule of the repository's is followed.
 *
 * @param repository a bare one, which is ours
 * @throws AssayError `submission-too-big`, also from the stream where the archive itself becomes too large; GitFailed
 */
export async function archiveCommit(repository: string, commit: string, options: ArchiveOptions): Promise<Readable> {
  const { name, limits, signal } = options;
  await assertTreeFits(repository, commit, options);
  await writeAttributes(repository);
  const argv = ["--git-dir", repository, "archive", "--format=tar.gz", "--end-of-options", commit];
  const child = startGit(argv, gitEnvironment());
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limits.archiveBytes) done(null, chunk);
      else {
        const problem = `more than ${String(Math.floor(limits.archiveBytes / MB))} MB packed`;
        done(new AssayError("submission-too-big", { name, problem }));
      }
    },
  });
  return outputOf(child, { through: limited, signal });
}

/** What a git writes, which ends with an error where git does, and ends git where nobody reads it any more. */
export function outputOf(
  child: GitProcess,
  { through, signal }: { readonly through?: Transform; readonly signal?: AbortSignal | undefined } = {},
): Readable {
  child.stdin.on("error", () => undefined);
  child.stdin.end();
  child.stderr.resume();
  const content = through ?? new PassThrough();
  // It may fail before anybody reads it, who hears of it then.
  content.on("error", () => undefined);
  child.stdout.pipe(content, { end: false });
  child.once("error", (error) => content.destroy(error));
  child.once("close", (code) => {
    if (code === 0) content.end();
    else content.destroy(new GitFailed("git could not pack it"));
  });
  const stop = () => content.destroy(new GitFailed("it is no longer wanted"));
  signal?.addEventListener("abort", stop, { once: true });
  content.once("close", () => {
    signal?.removeEventListener("abort", stop);
    endGit(child);
  });
  if (signal?.aborted === true) stop();
  return content;
}

/**
 * Writes the files of one commit of a repository that was just fetched to `archive`, and lets its HEAD name that commit:
 * the history that is read later ends with what is run.
 *
 * @param wanted a branch, a tag or a commit
 * @returns the commit's id
 */
export async function packCommit(
  repository: string,
  { wanted, archive }: { readonly wanted: string; readonly archive: string },
  options: ArchiveOptions,
): Promise<string> {
  const { signal } = options;
  const inIt = ["--git-dir", repository];
  const commit = await git([...inIt, "rev-parse", "--verify", "--end-of-options", `${wanted}^{commit}`], { signal });
  await git([...inIt, "update-ref", "--no-deref", "HEAD", commit], { signal });
  await pipeline(await archiveCommit(repository, commit, options), createWriteStream(archive));
  return commit;
}

async function writeAttributes(repository: string): Promise<void> {
  const folder = join(repository, "info");
  const draft = join(folder, `attributes.${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  await writeFile(draft, attributes);
  await rename(draft, join(folder, "attributes"));
}
