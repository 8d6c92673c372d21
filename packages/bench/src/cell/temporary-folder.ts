import { mkdtempSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownerIsDead, ownerMark } from "./owner.ts";

const prefix = "assay-";
const ownerFile = ".owner";

/** A folder of this coordinator's own. It says whose it is, so that a later run can remove what a killed one left. */
export async function makeTemporaryFolder(name = ""): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${name}`));
  await writeFile(join(folder, ownerFile), ownerMark(), { mode: 0o600 });
  return folder;
}

/** The same, for callers that cannot wait. */
export function makeTemporaryFolderNow(name = ""): string {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${name}`));
  writeFileSync(join(folder, ownerFile), ownerMark(), { mode: 0o600 });
  return folder;
}

/** A database that was told to end may still be writing there. */
export function removeTemporaryFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Leaves a folder to the person who asked for it: no later run removes it. */
export function keepTemporaryFolder(folder: string): Promise<void> {
  return rm(join(folder, ownerFile), { force: true });
}

/** Removes the folders of coordinators that were killed before they could. */
export async function sweepTemporaryFolders(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  await Promise.all(
    names.map(async (name) => {
      const folder = join(tmpdir(), name);
      const mark = await readFile(join(folder, ownerFile), "utf8").catch(() => undefined);
      // Another user's we cannot remove: theirs to sweep.
      if (mark !== undefined && ownerIsDead(mark)) await removeTemporaryFolder(folder).catch(() => undefined);
    }),
  );
}
