import { execFile } from "node:child_process";
import { chmodSync, lchownSync, lstatSync, rmSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

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
    giveOne(folder, owner, 0o755);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const at = join(folder, entry.name);
      // At once: waiting for each would take ten times as long as the work itself.
      if (entry.isDirectory()) folders.push(at);
      else if (entry.isFile()) giveOne(at, owner, (lstatSync(at).mode & 0o111) === 0 ? 0o644 : 0o755);
      else if (!entry.isSymbolicLink()) rmSync(at);
      else if (owner) lchownSync(at, owner.uid, owner.gid);
    }
  }
}

function giveOne(at: string, owner: { readonly uid: number; readonly gid: number } | undefined, mode: number): void {
  if (owner) lchownSync(at, owner.uid, owner.gid);
  chmodSync(at, mode);
}

/**
 * Copies a tree of files, folders and links to where nothing is yet; the files share their blocks where the disk can do
 * that, never their inode.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  await run("cp", ["-R", "-T", "--reflink=auto", "--", from, to]);
}
