import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { makeTemporaryFolder, removeTemporaryFolder } from "./temporary-folder.ts";

/**
 * Gives `act` an empty folder in which to make what is then moved to its place on the same disk, whole. What is still in it
 * when `act` is over is removed; by a later run, where this one is killed.
 * @param where is made where it isn't there yet; all users pass through it
 */
export async function inDraftFolder<T>(where: string, act: (draft: string) => Promise<T>): Promise<T> {
  await mkdir(where, { recursive: true, mode: 0o755 });
  const folder = await makeTemporaryFolder("making-", where);
  try {
    await chmod(folder, 0o711);
    const draft = join(folder, "made");
    await mkdir(draft, { mode: 0o755 });
    return await act(draft);
  } finally {
    await removeTemporaryFolder(folder);
  }
}
