import { open, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { copyFolder } from "./folder.ts";
import { fetchRepository, isGitAddress, nameOfAddress } from "./git-address.ts";
import { readHistory, type CommitFacts, type History } from "./history.ts";
import { receiveLimits, type ReceiveLimits } from "./receive-limits.ts";
import { unpackTar } from "./tar-archive.ts";
import { historyFolder, nameOf, WorkingCopy } from "./working-copy.ts";
import { unpackZip } from "./zip-archive.ts";

export type ReceivedKind = "folder" | "zip" | "tar.gz" | "git";

/** A submission, copied to where it will be installed and run. */
export interface Received {
  /** The working directory: ours to change and to remove. */
  readonly directory: string;
  /** For people: the folder's or the archive's own name. */
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  /** SHA-256, in hexadecimal, over the sorted paths and their contents. */
  readonly digest: string;
  readonly kind: ReceivedKind;
  /** From its git history, if one came with it. */
  readonly commits?: CommitFacts;
  /** Whom that history names: never part of a result. */
  readonly authors: readonly string[];
}

/**
 * Copies a folder, unpacks a zip or tar.gz archive, or fetches a git repository, into a working directory that doesn't
 * exist yet.
 * Nothing of it is run, nothing is written outside, and nothing is left behind when it fails.
 *
 * @param path Of a folder or an archive; or the address of a git repository, see `isGitAddress`.
 * @param into The working directory to make; its parent must exist.
 * @throws AssayError `path-not-found`, `repository-unreachable`, `path-unreadable`, `submission-empty`, `submission-too-big`, `archive-unreadable`, `archive-bomb`, `archive-escapes`.
 *
 * @example
 * const received = await receive("./from-dana.zip", "/tmp/evaluation-1/app");
 */
export async function receive(path: string, into: string, limits: ReceiveLimits = receiveLimits): Promise<Received> {
  if (!isGitAddress(path)) return receiveFrom(path, into, { name: nameOf(resolve(path)), limits });
  const folder = await makeTemporaryFolder("repository-");
  try {
    const { archive, repository } = await fetchRepository(path, folder);
    const received = await receiveFrom(archive, into, { name: nameOfAddress(path), limits, unwrap: false });
    return { ...received, kind: "git", ...factsOf(await readHistory(repository)) };
  } finally {
    await removeTemporaryFolder(folder);
  }
}

async function receiveFrom(
  path: string,
  into: string,
  { name, limits, unwrap }: { readonly name: string; readonly limits: ReceiveLimits; readonly unwrap?: boolean },
): Promise<Received> {
  const kind = await kindOf(path, name, limits);
  const copy = new WorkingCopy({
    into,
    name,
    limits,
    tooMuch: kind === "folder" ? "submission-too-big" : "archive-bomb",
  });
  await copy.prepare();
  try {
    if (kind === "folder") await copyFolder(path, copy);
    if (kind === "zip") await unpackZip(path, name, copy, limits);
    if (kind === "tar.gz") await unpackTar(path, name, copy, limits);
    const size = await copy.putInPlace({ unwrap: unwrap ?? kind !== "folder" });
    const history = await readHistory(join(kind === "folder" ? path : into, historyFolder));
    await rm(join(into, historyFolder), { recursive: true, force: true });
    return { directory: into, name, kind, ...size, ...factsOf(history) };
  } catch (error) {
    await copy.discard();
    if (isErrno(error, "EACCES", "EPERM", "EIO"))
      throw new AssayError("path-unreadable", { path, problem: reasonOf(error) }, { cause: error });
    throw AssayError.from(error);
  }
}

function factsOf(history: History | undefined): Pick<Received, "authors" | "commits"> {
  return history ?? { authors: [] };
}

async function kindOf(path: string, name: string, limits: ReceiveLimits): Promise<ReceivedKind> {
  const found = await stat(path).catch((error: unknown) => {
    if (isErrno(error, "ENOENT", "ENOTDIR")) throw new AssayError("path-not-found", { path }, { cause: error });
    throw new AssayError("path-unreadable", { path, problem: reasonOf(error) }, { cause: error });
  });
  if (found.isDirectory()) return "folder";
  if (!found.isFile()) throw new AssayError("path-unreadable", { path, problem: "it is neither a folder nor a file" });
  if (found.size > limits.archiveBytes) {
    throw new AssayError("submission-too-big", {
      name,
      problem: `more than ${Math.floor(limits.archiveBytes / 1024 / 1024)} MB`,
    });
  }
  const start = await firstBytes(path);
  if (start.equals(Buffer.from("PK\x03\x04")) || start.equals(Buffer.from("PK\x05\x06"))) return "zip";
  if (start[0] === 0x1f && start[1] === 0x8b) return "tar.gz";
  throw new AssayError("archive-unreadable", { name, problem: "it begins like neither of them" });
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw new AssayError("path-unreadable", { path, problem: reasonOf(error) }, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isErrno(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
