import { cacheFolder } from "../services/cache-folder.ts";
import { sweepLimits } from "./limits.ts";
import { sweepTemporaryFolders } from "./temporary-folder.ts";

/**
 * Removes what killed processes of ours left, whichever they were: first what still runs under their limits, then their
 * folders. Network namespaces and mounts end with the processes in them.
 */
export async function sweep(): Promise<void> {
  await sweepLimits();
  await Promise.all([sweepTemporaryFolders(), sweepTemporaryFolders(cacheFolder())]);
}
