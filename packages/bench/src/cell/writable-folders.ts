import { chown, copyFile, lstat, mkdir, readdir, readlink, realpath, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { View } from "../sandbox/driver.ts";
import { users } from "../sandbox/users.ts";

/** What of the project's folder a cell shows, and what it may write there. */
export interface ProjectViews {
  readonly readOnly: readonly View[];
  readonly writable: readonly View[];
}

/**
 * Gives a cell its own copy of the folders in which a project writes. Of the top folder only the files are copied: its
 * folders stay as they are, and can't be written unless they are named as well. A second call leaves what is there.
 *
 * @param folders inside of the project; those that aren't there, or are reached by a link, are made empty.
 * @param into a folder of the cell's in which the submission can't write itself: it could put a link in place of what is
 *   mounted at its next start.
 */
export async function writableFolders(
  directory: string,
  folders: readonly string[],
  into: string,
): Promise<ProjectViews> {
  const isTop = folders.includes(".");
  const isBelow = (folder: string) => folders.some((other) => folder.startsWith(`${other}/`));
  const below = folders.filter((folder) => folder !== "." && !isBelow(folder));
  const copying = copies.get(into) ?? copyFolders(directory, { isTop, below }, into);
  // Two copies of the app may start at the same time.
  copies.set(into, copying);
  await copying;
  const views = below.map((folder) => ({ from: join(into, "below", folder), to: join("/app", folder) }));
  if (!isTop) return { readOnly: [{ from: directory, to: "/app" }], writable: views };
  const readOnly = (await foldersIn(directory)).map((name) => ({
    from: join(directory, name),
    to: join("/app", name),
  }));
  return { readOnly, writable: [{ from: join(into, "top"), to: "/app" }, ...views] };
}

/** By where they go, what has been copied or is being copied. */
const copies = new Map<string, Promise<void>>();

async function copyFolders(
  directory: string,
  { isTop, below }: { readonly isTop: boolean; readonly below: readonly string[] },
  into: string,
): Promise<void> {
  const top = join(into, "top");
  if (isTop) await copyTop(directory, top);
  for (const folder of below) {
    await makeWithParents(join(into, "below"), folder);
    // What is mounted needs a folder in the top one to be mounted on.
    if (isTop) await makeWithParents(top, folder.split("/")[0] ?? folder);
    if (await isPlainFolder(directory, folder)) await copyAll(join(directory, folder), join(into, "below", folder));
  }
}

/** A candidate's install may have left links that lead to files of ours: none is followed. */
async function isPlainFolder(directory: string, folder: string): Promise<boolean> {
  const root = await realpath(directory);
  const end = await realpath(join(directory, folder)).catch(() => undefined);
  return end === join(root, folder) && (await lstat(end)).isDirectory();
}

async function foldersIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function copyTop(directory: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await makeFolder(to);
  for (const name of await foldersIn(directory)) await makeFolder(join(to, name));
  await copyFiles(directory, to);
}

async function copyAll(from: string, to: string): Promise<void> {
  await copyFiles(from, to);
  for (const name of await foldersIn(from)) {
    await makeFolder(join(to, name));
    await copyAll(join(from, name), join(to, name));
  }
}

async function copyFiles(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const target = join(to, entry.name);
    if (entry.isSymbolicLink()) await symlink(await readlink(join(from, entry.name)), target);
    if (!entry.isFile()) continue;
    await copyFile(join(from, entry.name), target);
    await own(target);
  }
}

async function makeWithParents(root: string, folder: string): Promise<void> {
  await mkdir(root, { recursive: true });
  let at = root;
  for (const part of folder.split("/")) await makeFolder((at = join(at, part)));
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await own(path);
}

async function own(path: string): Promise<void> {
  if (users.submission !== undefined) await chown(path, users.submission, users.submission);
}
