import { spawn } from "node:child_process";
import { statfs } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { findProgram } from "../sandbox/program.ts";
import type { InstallEnding, InstallLimits } from "./install-protocol.ts";

type Excess = Extract<InstallEnding, "disk" | "files" | "depth">;

/** Milliseconds between two looks at the disk, and at least between two looks at all files. */
const pause = { disk: 250, files: 1_000 };

/** Looking at all files takes at most one part in so many of the time. */
const shareOfTime = 10;

/**
 * Watches what an install's command adds to the disk, until `done`. No quota limits a folder, so the disk's free space is
 * watched: others use it too, and its limit is generous. The files are counted, at once where the disk has many more.
 * @param folders all that it may write to; one that isn't there yet counts nothing
 */
export async function watchInstall(
  folders: readonly [string, ...string[]],
  limits: InstallLimits,
  done: AbortSignal,
  onExcess: (excess: Excess) => void,
): Promise<void> {
  const before = await freeOf(folders[0]);
  let filesAtLook = before.files;
  let nextAt = performance.now() + pause.files;
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const began = performance.now();
    const excess = await excessIn(folders, limits, done);
    if (excess !== undefined) onExcess(excess);
    nextAt = performance.now() + Math.max(pause.files, shareOfTime * (performance.now() - began));
  };
  while (!done.aborted) {
    const free = await freeOf(folders[0]);
    if (before.bytes - free.bytes > limits.diskBytes) onExcess("disk");
    if (looking === undefined && (performance.now() >= nextAt || filesAtLook - free.files > limits.files)) {
      filesAtLook = free.files;
      looking = look().finally(() => (looking = undefined));
      // It is thrown where it is waited for, below or at the next turn.
      looking.catch(() => undefined);
    }
    await sleep(pause.disk, undefined, { signal: done }).catch(() => undefined);
  }
  await looking;
}

/**
 * Whether there are too many files and folders in these folders, or a path too long, which is how a tree is too deep: a
 * look that ends at the limit, whatever there is beyond. Undefined when all is well, or `signal` ended it.
 */
export async function excessIn(
  folders: readonly string[],
  { files, pathBytes }: Pick<InstallLimits, "files" | "pathBytes">,
  signal?: AbortSignal,
): Promise<Exclude<Excess, "disk"> | undefined> {
  // Each name takes two bytes of a path at least. It goes from folder to folder, and follows no link.
  const all = ["-P", ...folders, "-xdev", "-mindepth", "1", "-maxdepth", String(Math.ceil(pathBytes / 2) + 1)];
  const find = spawn(findProgram("find"), [...all, "-printf", "%P\\0"], {
    ...{ cwd: "/", env: {}, stdio: ["ignore", "pipe", "ignore"] },
    ...(signal && { signal, killSignal: "SIGKILL" }),
  });
  const failed = new Promise<never>((_resolve, reject) => find.once("error", reject));
  failed.catch(() => undefined);
  try {
    return await Promise.race([countPaths(find.stdout as AsyncIterable<Buffer>, { files, pathBytes }), failed]);
  } catch (error) {
    if (signal?.aborted === true) return undefined;
    throw error;
  } finally {
    find.kill("SIGKILL");
  }
}

/** @param paths ended by a null byte each, as they come */
async function countPaths(
  paths: AsyncIterable<Buffer>,
  { files, pathBytes }: Pick<InstallLimits, "files" | "pathBytes">,
): Promise<Exclude<Excess, "disk"> | undefined> {
  let count = 0;
  let length = 0;
  for await (const chunk of paths) {
    for (let at = 0; at < chunk.length;) {
      const end = chunk.indexOf(0, at);
      length += (end === -1 ? chunk.length : end) - at;
      if (length > pathBytes) return "depth";
      if (end === -1) break;
      count += 1;
      if (count > files) return "files";
      length = 0;
      at = end + 1;
    }
  }
  return undefined;
}

async function freeOf(folder: string): Promise<{ readonly bytes: number; readonly files: number }> {
  const { bavail, bsize, ffree } = await statfs(folder);
  return { bytes: bavail * bsize, files: ffree };
}
