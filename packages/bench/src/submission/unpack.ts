import { open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AssayError, reasonOf } from "../errors/assay-error.ts";
import { copyFolder } from "./folder.ts";
import { readHistory, type History } from "./history.ts";
import { reading } from "../reading/reading.ts";
import type { ReceiveLimits } from "./receive-limits.ts";
import { unpackTar } from "./tar-archive.ts";
import { historyFolder, WorkingCopy, type WorkingCopySize } from "./working-copy.ts";
import { unpackZip } from "./zip-archive.ts";

export interface UnpackRequest {
  /** Of a folder or an archive. */
  readonly path: string;
  /** The working directory to make; its parent must exist. */
  readonly into: string;
  /** For people. */
  readonly name: string;
  readonly limits: ReceiveLimits;
  /** A bare repository with the history, where it was fetched. */
  readonly repository?: string;
}

export interface Unpacked extends WorkingCopySize, Partial<History> {
  readonly kind: "folder" | "zip" | "tar.gz";
}

/**
 * Copies a folder, or unpacks a zip or tar.gz archive, into a working directory that doesn't exist yet. Runs in the
 * reader: nothing of it is run, nothing is written outside, and nothing is left behind when it fails.
 */
export async function unpack({ path, into, name, limits, repository }: UnpackRequest): Promise<Unpacked> {
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
    // What git packed has no folder around it.
    const size = await copy.putInPlace({ unwrap: kind !== "folder" && repository === undefined });
    const history = await readHistory(repository ?? join(kind === "folder" ? path : into, historyFolder));
    await rm(join(into, historyFolder), { recursive: true, force: true });
    return { kind, ...size, ...history };
  } catch (error) {
    await copy.discard();
    if (isErrno(error, "EACCES", "EPERM", "EIO"))
      throw new AssayError("path-unreadable", { path, problem: reasonOf(error) }, { cause: error });
    throw AssayError.from(error);
  }
}

export const unpacking = reading<UnpackRequest, Unpacked>(
  import.meta.url,
  unpack,
  z.object({
    kind: z.enum(["folder", "zip", "tar.gz"]),
    files: z.number(),
    bytes: z.number(),
    digest: z.hash("sha256"),
    commits: z.object({ count: z.number(), lastMessages: z.array(z.string()) }).optional(),
    authors: z.array(z.string()).optional(),
  }),
);

async function kindOf(path: string, name: string, limits: ReceiveLimits): Promise<Unpacked["kind"]> {
  const fact = await stat(path);
  if (fact.isDirectory()) return "folder";
  if (fact.size > limits.archiveBytes) {
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
  const file = await open(path, "r");
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
