import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { reading } from "@assay/bench/reading";
import { maySign, mostOfSignedFile, signaturesIn, tidy } from "@assay/hiring";
import { z } from "zod";

const mostFiles = 40;
/** Folders in folders: a workspace's own packages, not what lies deep in them. */
const deepest = 2;

/**
 * Whom a piece of work names as its author, so that where names are hidden these are too. Runs in the reader.
 * @param work.authors names and emails from its git history
 */
export async function signaturesInWork({
  directory,
  authors,
}: {
  readonly directory: string;
  readonly authors: readonly string[];
}): Promise<readonly string[]> {
  const signed: string[] = [];
  let files = 0;
  let folders = [directory];
  for (let depth = 0; depth <= deepest; depth++) {
    const deeper: string[] = [];
    for (const folder of folders) {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.isDirectory()) deeper.push(join(folder, entry.name));
        if (!entry.isFile() || files >= mostFiles || !maySign(entry.name)) continue;
        files += 1;
        signed.push(...signaturesIn(entry.name, await startOf(join(folder, entry.name), mostOfSignedFile)));
      }
    }
    folders = deeper;
  }
  return tidy([...authors, ...signed]);
}

export const signaturesReading = reading(import.meta.url, signaturesInWork, z.array(z.string()));

async function startOf(path: string, bytes: number): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
