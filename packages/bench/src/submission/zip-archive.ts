import { stat } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from "yauzl";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import type { ReceiveLimits } from "./receive-limits.ts";
import type { WorkingCopy } from "./working-copy.ts";

interface Admitted {
  readonly entry: Entry;
  readonly path: string;
  readonly kind: "folder" | "file" | "link";
  readonly executable: boolean;
}

const unixFileType = 0o170000;
const longestLink = 4096;

/**
 * Unpacks a zip archive. Its table of contents is judged as a whole before anything is written.
 *
 * @throws AssayError `archive-unreadable`, `archive-bomb`, `archive-escapes`.
 */
export async function unpackZip(
  archive: string,
  name: string,
  copy: WorkingCopy,
  limits: ReceiveLimits,
): Promise<void> {
  try {
    // Names are decoded by us: yauzl would refuse bad ones by itself, in words that are not meant for a hirer.
    const zip = await openPromise(archive, { decodeStrings: false, autoClose: false });
    try {
      const admitted = await readContents(zip, (await stat(archive)).size, name, copy, limits);
      for (const each of admitted) await unpack(zip, each, name, copy);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof AssayError || isSystemError(error)) throw error;
    throw new AssayError("archive-unreadable", { name, problem: reasonOf(error) }, { cause: error });
  }
}

async function readContents(
  zip: ZipFile,
  archiveBytes: number,
  name: string,
  copy: WorkingCopy,
  limits: ReceiveLimits,
): Promise<Admitted[]> {
  const admitted: Admitted[] = [];
  let bytes = 0;
  let listed = 0;
  for await (const entry of zip.eachEntry()) {
    // Room for a node_modules that somebody packed along, which is skipped.
    if (++listed > limits.files * 10) throw bomb(name, `more than ${limits.files * 10} entries`);
    const one = admit(entry, name, copy);
    if (one === undefined) continue;
    admitted.push(one);
    bytes += entry.uncompressedSize;
    if (admitted.length > limits.files) throw bomb(name, `more than ${limits.files} files`);
    if (bytes > limits.bytes) throw bomb(name, `more than ${Math.floor(limits.bytes / 1024 / 1024)} MB`);
    if (bytes > limits.ratioFromBytes && bytes > archiveBytes * limits.ratio) {
      throw bomb(name, `more than ${limits.ratio} times the size of the archive`);
    }
  }
  return admitted;
}

function admit(entry: Entry, name: string, copy: WorkingCopy): Admitted | undefined {
  const raw = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  // Some Windows tools write backslashes, against the format's own rule.
  const written = raw.replaceAll("\\", "/");
  if (/^[A-Za-z]:/.test(written))
    throw new AssayError("archive-escapes", { name, problem: `the absolute path ${raw}` });
  const path = copy.admit(written);
  if (path === undefined) return undefined;
  if (entry.isEncrypted())
    throw new AssayError("archive-unreadable", { name, problem: "it is locked with a password" });
  const madeOnUnix = entry.versionMadeBy >>> 8 === 3;
  const mode = madeOnUnix ? entry.externalFileAttributes >>> 16 : 0;
  const executable = (mode & 0o100) !== 0;
  if (written.endsWith("/")) return { entry, path, kind: "folder", executable };
  switch (mode & unixFileType) {
    case 0:
    case 0o100000:
      return { entry, path, kind: "file", executable };
    case 0o040000:
      return { entry, path, kind: "folder", executable };
    case 0o120000:
      return { entry, path, kind: "link", executable };
    default:
      throw new AssayError("archive-escapes", { name, problem: `${raw} is neither a file nor a folder` });
  }
}

async function unpack(
  zip: ZipFile,
  { entry, path, kind, executable }: Admitted,
  name: string,
  copy: WorkingCopy,
): Promise<void> {
  if (kind === "folder") return copy.addFolder(path);
  if (kind === "link" && entry.uncompressedSize > longestLink) {
    throw new AssayError("archive-unreadable", { name, problem: `the link ${path} is too long` });
  }
  if (kind === "file") return copy.addFile(path, executable, contentOf(zip, entry), entry.uncompressedSize);
  const target = await text(contentOf(zip, entry));
  if (copy.leadsOut(path, target))
    throw new AssayError("archive-escapes", { name, problem: `the link ${path} to ${target}` });
  return copy.addLink(path, target);
}

/** Opened only once somebody reads: a stream that fails before that would end the whole process. */
async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
}

function bomb(name: string, problem: string): AssayError {
  return new AssayError("archive-bomb", { name, problem });
}

/** Of the disk, not of the archive. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
