import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "../sandbox/program.ts";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { packCommit } from "../git/archive-commit.ts";
import { GitFailed, reasonIn } from "../git/limited-git.ts";
import { isLeftOut } from "./left-out.ts";
import { receiveLimits, type ReceiveLimits } from "./receive-limits.ts";

const run = promisify(execFile);

const fetchWithin = 300_000;
/** Of one file that git writes: a pack holds the whole history. */
const largestPack = 512 * 1024 * 1024;

/** `https://host/shop.git`, `ssh://…`, `file:///…` or `git@host:shop.git`; a branch, tag or commit may follow after `#`. */
export function isGitAddress(path: string): boolean {
  return /^(https?|ssh|git|file):\/\//i.test(path) || /^[\w.-]+@[\w.-]+:(?!\/\/)./.test(path);
}

/** For people: the repository's own name. */
export function nameOfAddress(address: string): string {
  const [place = ""] = address.split("#");
  const name = place.split(/[/:]/).findLast((part) => part !== "");
  return name?.replace(/(?<=.)\.git$/, "") ?? "repository";
}

/**
 * Brings a repository here and packs the files of one commit, for the person at this machine: from wherever they may, with
 * their own credentials. For an address that someone else gave there is `fetchOutside`. Nothing is checked out, so nothing
 * of the repository's own is followed or run: no link, no filter, no hook, no submodule.
 *
 * @param folder an empty folder to work in.
 * @returns `archive`, a tar.gz file, and `repository`, a bare repository with the history.
 * @throws AssayError `repository-unreachable` with what git said; `submission-too-big`.
 */
export async function fetchRepository(
  address: string,
  folder: string,
  limits: ReceiveLimits = receiveLimits,
): Promise<{ readonly archive: string; readonly repository: string }> {
  const [place = "", wanted = "HEAD"] = address.split("#");
  const [repository, archive] = [join(folder, "repository"), join(folder, "submission.tar.gz")];
  try {
    await git("clone", "--quiet", "--bare", "--no-recurse-submodules", "--template=", "--", place, repository);
    await packCommit(repository, { wanted, archive }, { name: nameOfAddress(address), limits, isLeftOut });
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const problem =
      error instanceof GitFailed ? error.said : reasonIn((error as { stderr?: string }).stderr ?? reasonOf(error));
    const shown = withoutCredentials(address);
    throw new AssayError(
      "repository-unreachable",
      { address: shown, problem: problem.replaceAll(place, withoutCredentials(place)) },
      { cause: error },
    );
  }
  return { archive, repository };
}

/** Settings of the person's own count: how they prove who they are to a private repository. */
async function git(...argv: readonly string[]): Promise<void> {
  const settings = [
    ...["protocol.allow=never", "protocol.https.allow=always", "protocol.http.allow=always"],
    ...["protocol.ssh.allow=always", "protocol.git.allow=always", "protocol.file.allow=always"],
    ...["core.hooksPath=/dev/null", "core.fsmonitor=", "safe.directory=*", "transfer.fsckObjects=true"],
  ];
  const limited = [`--fsize=${String(largestPack)}`, "git", ...settings.flatMap((setting) => ["-c", setting]), ...argv];
  await run(findProgram("prlimit"), limited, {
    cwd: "/",
    timeout: fetchWithin,
    env: {
      ...process.env,
      LC_ALL: "C",
      // Nobody is there to answer.
      GIT_TERMINAL_PROMPT: "0",
      GIT_ASKPASS: "true",
      GIT_SSH_COMMAND: process.env["GIT_SSH_COMMAND"] ?? "ssh -oBatchMode=yes",
    },
  });
}

function withoutCredentials(address: string): string {
  return address.replace(/^(\w+:\/\/)[^/@]*@/, "$1");
}
