import { chmod, constants, copyFile, lchown, lstat, mkdir, readdir, readlink, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

/**
 * Gives a tree to an owner, readable by all and free of set-uid bits, pipes and devices. Links are not followed.
 * No process of the submission's may run meanwhile.
 */
export async function giveTree(
  root: string,
  owner: { readonly uid: number; readonly gid: number } | undefined,
): Promise<void> {
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    await giveOne(folder, owner, 0o755);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const at = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(at);
      else if (entry.isFile()) await giveOne(at, owner, ((await lstat(at)).mode & 0o111) === 0 ? 0o644 : 0o755);
      else if (entry.isSymbolicLink()) await (owner && lchown(at, owner.uid, owner.gid));
      else await rm(at);
    }
  }
}

async function giveOne(
  at: string,
  owner: { readonly uid: number; readonly gid: number } | undefined,
  mode: number,
): Promise<void> {
  if (owner) await lchown(at, owner.uid, owner.gid);
  await chmod(at, mode);
}

/** Copies a tree of files, folders and links; the files share their blocks where the disk can do that, never their inode. */
export async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  const folders = [""];
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    const entries = await readdir(join(from, below), { withFileTypes: true });
    for (let start = 0; start < entries.length; start += 32) {
      await Promise.all(
        entries.slice(start, start + 32).map(async (entry) => {
          const path = join(below, entry.name);
          const [source, target] = [join(from, path), join(to, path)];
          if (entry.isDirectory()) {
            await mkdir(target, { mode: 0o755 });
            folders.push(path);
          } else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
          else await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
        }),
      );
    }
  }
}
