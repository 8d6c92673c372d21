import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { receive } from "./receive.ts";

/** What in a submission may say who wrote it. */
export interface Signed {
  /** Names and emails of its git history. */
  readonly authors: readonly string[];
  /** The start of each file that was asked for. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

const mostFiles = 40;
/** Folders in folders: a workspace's own packages, not what lies deep in them. */
const deepest = 2;

/**
 * Whom a submission names. It is unpacked as for an evaluation; nothing of it is run, or left behind.
 *
 * @param path of an archive or a folder
 * @param asked by the file's own name
 * @param most bytes of each file
 * @throws AssayError those of `receive`
 */
export async function readSignatures(
  path: string,
  { asked, most }: { readonly asked: (fileName: string) => boolean; readonly most: number },
): Promise<Signed> {
  const folder = await makeTemporaryFolder("signatures-");
  try {
    const { directory, authors } = await receive(path, join(folder, "submission"));
    const files: { name: string; text: string }[] = [];
    const folders: { readonly at: string; readonly depth: number }[] = [{ at: directory, depth: 0 }];
    for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
      const { at, depth } = next;
      for (const entry of await readdir(at, { withFileTypes: true })) {
        if (entry.isDirectory() && depth < deepest) folders.push({ at: join(at, entry.name), depth: depth + 1 });
        if (!entry.isFile() || files.length >= mostFiles || !asked(entry.name)) continue;
        files.push({ name: entry.name, text: await startOf(join(at, entry.name), most) });
      }
    }
    return { authors, files };
  } finally {
    await removeTemporaryFolder(folder);
  }
}

async function startOf(path: string, most: number): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
