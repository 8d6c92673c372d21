import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { Reader } from "../reading/reader.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { fetchRepository, isGitAddress, nameOfAddress } from "./git-address.ts";
import type { CommitFacts } from "./history.ts";
import { receiveLimits, type ReceiveLimits } from "./receive-limits.ts";
import { unpacking, type UnpackRequest } from "./unpack.ts";
import { nameOf } from "./working-copy.ts";

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

export interface ReceiveOptions {
  readonly limits?: ReceiveLimits;
  /** With `none`, for a folder of one's own, the reader is a process like any other. */
  readonly sandbox?: SandboxName;
  /** What else its reader may read: a challenge of one's own. Absolute paths. */
  readonly sources?: readonly string[];
  /** Ends it; what is thrown then means nothing. */
  readonly signal?: AbortSignal;
}

/** A submission that was received, and the reader that can read more of it. Close the reader when all is read. */
export interface OpenSubmission {
  readonly received: Received;
  readonly reader: Reader;
}

/**
 * Copies a folder, unpacks a zip or tar.gz archive, or fetches a git repository, into a working directory that doesn't
 * exist yet.
 * Nothing of it is run, nothing is written outside, and nothing is left behind when it fails.
 *
 * @param path Of a folder or an archive; or the address of a git repository, see `isGitAddress`.
 * @param into The working directory to make. Its parent must exist, and be this submission's alone.
 * @throws AssayError `path-not-found`, `repository-unreachable`, `path-unreadable`, `submission-empty`,
 *   `submission-too-big`, `archive-unreadable`, `archive-bomb`, `archive-escapes`, and those of `Reader.read`.
 */
export async function openSubmission(
  path: string,
  into: string,
  options: ReceiveOptions = {},
): Promise<OpenSubmission> {
  if (!isGitAddress(path)) {
    await assertReadable(path);
    return open({ path: resolve(path), name: nameOf(resolve(path)), into }, options);
  }
  const folder = await makeTemporaryFolder("repository-");
  try {
    const { archive, repository } = await fetchRepository(path, folder, options.limits);
    return await open({ path: archive, name: nameOfAddress(path), into, repository }, options);
  } finally {
    await removeTemporaryFolder(folder);
  }
}

async function open(
  request: Omit<UnpackRequest, "limits">,
  { limits = receiveLimits, sandbox = "bubblewrap", sources = [], signal }: ReceiveOptions,
): Promise<OpenSubmission> {
  const { path, name, into, repository } = request;
  const fetched = repository === undefined ? [] : [repository];
  const reader = await Reader.open({ sources: [path, ...fetched, ...sources], box: dirname(into), sandbox });
  const end = (): void => void reader.close();
  signal?.addEventListener("abort", end);
  try {
    signal?.throwIfAborted();
    const { kind, authors = [], ...unpacked } = await reader.read(unpacking, { ...request, limits });
    const received = {
      ...unpacked,
      authors,
      name,
      directory: into,
      kind: repository === undefined ? kind : "git",
    } as const;
    return { received, reader };
  } catch (error) {
    await reader.close();
    throw error;
  } finally {
    signal?.removeEventListener("abort", end);
  }
}

/**
 * The same, with nothing more to be read.
 *
 * @example
 * const received = await receive("./from-dana.zip", "/tmp/evaluation-1/received/submission");
 */
export async function receive(path: string, into: string, options: ReceiveOptions = {}): Promise<Received> {
  const { received, reader } = await openSubmission(path, into, options);
  await reader.close();
  return received;
}

/**
 * Unpacks one archive more with a reader that is open, and sees it.
 * @throws AssayError those of `openSubmission`
 */
export async function unpackInto(reader: Reader, path: string, into: string): Promise<void> {
  await reader.read(unpacking, { path, into, name: nameOf(path), limits: receiveLimits });
}

async function assertReadable(path: string): Promise<void> {
  try {
    const fact = await stat(path);
    if (!fact.isDirectory() && !fact.isFile())
      throw new AssayError("path-unreadable", { path, problem: "it is neither a folder nor a file" });
    await access(path, constants.R_OK);
  } catch (error) {
    if (error instanceof AssayError) throw error;
    if (error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR"].includes(String(error.code)))
      throw new AssayError("path-not-found", { path }, { cause: error });
    throw new AssayError("path-unreadable", { path, problem: reasonOf(error) }, { cause: error });
  }
}
