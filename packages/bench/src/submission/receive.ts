import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { Reader } from "../reading/reader.ts";
import { reading } from "../reading/reading.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import { fetchRepository, isGitAddress, nameOfAddress } from "./git-address.ts";
import type { CommitFacts } from "./history.ts";
import { receiveLimits, type ReceiveLimits } from "./receive-limits.ts";
import type { Unpacked, UnpackRequest } from "./unpack.ts";
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
}

const unpacking = reading<UnpackRequest, Unpacked>(
  new URL("./unpack.ts", import.meta.url),
  z.object({
    kind: z.enum(["folder", "zip", "tar.gz"]),
    files: z.number(),
    bytes: z.number(),
    digest: z.hash("sha256"),
    commits: z.object({ count: z.number(), lastMessages: z.array(z.string()) }).optional(),
    authors: z.array(z.string()).optional(),
  }),
);

/**
 * Copies a folder, unpacks a zip or tar.gz archive, or fetches a git repository, into a working directory that doesn't
 * exist yet, and keeps open the reader that did it, to read more of it, for as long as `act` lasts.
 * Nothing of it is run, nothing is written outside, and nothing is left behind when it fails.
 *
 * @param path Of a folder or an archive; or the address of a git repository, see `isGitAddress`.
 * @param into The working directory to make. Its parent must exist, and be this submission's alone.
 * @throws AssayError `path-not-found`, `repository-unreachable`, `path-unreadable`, `submission-empty`,
 *   `submission-too-big`, `archive-unreadable`, `archive-bomb`, `archive-escapes`, and those of `Reader.read`.
 */
export async function receiving<T>(
  path: string,
  into: string,
  { limits = receiveLimits, sandbox = "bubblewrap", sources = [] }: ReceiveOptions,
  act: (received: Received, reader: Reader) => Promise<T>,
): Promise<T> {
  const box = dirname(into);
  if (!isGitAddress(path)) {
    await assertReadable(path);
    return Reader.during({ sources: [path, ...sources], box, sandbox }, async (reader) => {
      const name = nameOf(resolve(path));
      const unpacked = await reader.read(unpacking, { path: resolve(path), into, name, limits });
      return act({ authors: [], ...unpacked, directory: into, name }, reader);
    });
  }
  const folder = await makeTemporaryFolder("repository-");
  try {
    const { archive, repository } = await fetchRepository(path, folder);
    return await Reader.during({ sources: [folder, ...sources], box, sandbox }, async (reader) => {
      const name = nameOfAddress(path);
      const unpacked = await reader.read(unpacking, { path: archive, into, name, limits, repository });
      return act({ authors: [], ...unpacked, directory: into, name, kind: "git" }, reader);
    });
  } finally {
    await removeTemporaryFolder(folder);
  }
}

/**
 * The same, with nothing more to be read.
 *
 * @example
 * const received = await receive("./from-dana.zip", "/tmp/evaluation-1/received/submission");
 */
export async function receive(path: string, into: string, options: ReceiveOptions = {}): Promise<Received> {
  return receiving(path, into, options, async (received) => received);
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
