import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";
import { findProgram } from "../sandbox/program.ts";

const run = promisify(execFile);

/**
 * Gives a tree to an owner, readable by all and free of set-uid bits, pipes and devices. Links are not followed.
 * No process of the submission's may run meanwhile. By the system's programs, which go from folder to folder: the tree may be
 * deeper than a path can say, its names may be no text, and we do other things meanwhile.
 */
export async function giveTree(
  root: string,
  owner: { readonly uid: number; readonly gid: number } | undefined,
): Promise<void> {
  await start("chmod", "-R", "--", "a-st,u=rwX,go=rX", root);
  if (owner) await start("chown", "-R", "-h", "-P", "--", `${owner.uid}:${owner.gid}`, root);
  await start("find", "-P", root, "-xdev", "!", "-type", "d", "!", "-type", "f", "!", "-type", "l", "-delete");
}

/**
 * Copies a tree of files, folders and links to where nothing is yet; the files share their blocks where the disk can do
 * that, never their inode.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  await run("cp", ["-R", "-T", "--reflink=auto", "--", from, to]);
}

function start(program: string, ...words: readonly string[]): Promise<unknown> {
  return run(findProgram(program), words, { cwd: "/", env: {} });
}
