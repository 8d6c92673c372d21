import { createReadStream } from "node:fs";
import { lstat, opendir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { historyFolder, type WorkingCopy } from "./working-copy.ts";

/** Copies a folder's source code. Links that lead out of it and what is neither file nor folder are left behind. */
export async function copyFolder(folder: string, copy: WorkingCopy): Promise<void> {
  await copyBelow(folder, "", copy);
}

async function copyBelow(folder: string, below: string, copy: WorkingCopy): Promise<void> {
  for await (const entry of await opendir(join(folder, below))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.name === historyFolder || copy.admit(path) === undefined) continue;
    const from = join(folder, path);
    if (entry.isDirectory()) {
      await copy.addFolder(path);
      await copyBelow(folder, path, copy);
    } else if (entry.isFile()) {
      const { mode, size } = await lstat(from);
      await copy.addFile(path, (mode & 0o100) !== 0, createReadStream(from) as AsyncIterable<Buffer>, size);
    } else if (entry.isSymbolicLink()) {
      const target = await readlink(from);
      if (!copy.leadsOut(path, target)) await copy.addLink(path, target);
    }
  }
}
