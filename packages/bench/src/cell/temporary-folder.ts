import { mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { lstat, mkdtemp, readdir, readFile, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { users } from "../sandbox/users.ts";
import { ownerIsDead, ownerIsElsewhere, ownerMark, ownerVariable } from "./owner.ts";
import { emptyFolder, type Person } from "./remove-tree.ts";

const prefix = "assay-";
const ownerFile = ".owner";

/** How often the marks of this process's folders are touched, milliseconds. */
const touchedEvery = 60_000;
/** How old a mark is, milliseconds, when its owner is taken for dead though we cannot see whether it lives. */
const deadAfter = 3_600_000;

/** Of this process, by their paths. */
const held = new Set<string>();

/**
 * A folder of this coordinator's own. Its mark says whose it is, so that a later run can remove what a killed one left.
 * Strangers write to folders below it, never to itself: the mark stays ours.
 * @param where the temporary folder unless said
 */
export async function makeTemporaryFolder(name = "", where = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(where, `${prefix}${name}`));
  await writeFile(join(folder, ownerFile), ownerMark(), { mode: 0o600 });
  hold(folder);
  return folder;
}

/** The same, for callers that cannot wait. */
export function makeTemporaryFolderNow(name = ""): string {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${name}`));
  writeFileSync(join(folder, ownerFile), ownerMark(), { mode: 0o600 });
  hold(folder);
  return folder;
}

/**
 * Removes all that is in it, at any depth and of any owner, and the mark last: what an interrupted removal leaves is removed
 * by a later run.
 * @throws when something is left
 */
export async function removeTemporaryFolder(folder: string, as?: Person): Promise<void> {
  const mark = join(folder, ownerFile);
  for (let tries = 1; ; tries++) {
    try {
      if ((await lstat(folder).catch(undefinedIfMissing)) === undefined) break;
      await emptyFolder(folder, ownerFile, as);
      if (as === undefined) await rm(mark, { force: true });
      else await emptyFolder(folder, "", as);
      await rmdir(folder).catch(undefinedIfMissing);
      break;
    } catch (error) {
      // A database that was told to end may still be writing there.
      if (isErrno(error, "ENOTEMPTY") && as === undefined) await writeFile(mark, ownerMark(), { mode: 0o600 });
      if (tries >= 10) throw error;
      await sleep(50 * tries);
    }
  }
  held.delete(folder);
}

/** The same, for callers that cannot wait: of few files, all our own. */
export function removeTemporaryFolderNow(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name !== ownerFile) rmSync(join(folder, name), { recursive: true, force: true });
  }
  rmSync(join(folder, ownerFile), { force: true });
  rmdirSync(folder);
  held.delete(folder);
}

/** Leaves a folder to the person who asked for it: no later run removes it. */
export async function keepTemporaryFolder(folder: string): Promise<void> {
  held.delete(folder);
  await rm(join(folder, ownerFile), { force: true });
}

/**
 * Removes the folders of coordinators that were killed before they could. What cannot be removed is left to the next run.
 * @param where the temporary folder unless said
 */
export async function sweepTemporaryFolders(where = tmpdir()): Promise<void> {
  if (process.env[ownerVariable] !== undefined) return; // In a cell every owner looks dead.
  const names = (await readdir(where).catch(() => [])).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => sweepFolder(join(where, name)).catch(() => undefined)));
}

async function sweepFolder(folder: string): Promise<void> {
  const fact = await lstat(folder);
  const isOurs = fact.uid === process.getuid?.() || Object.values(users).includes(fact.uid);
  if (!fact.isDirectory() || !(isOurs || process.getuid?.() === 0)) return;
  const mark = await readFile(join(folder, ownerFile), "utf8").catch(() => undefined);
  if (mark === undefined) {
    // Its owner was killed before it marked it, or between the last two steps of its removal.
    if (Date.now() - fact.mtimeMs > deadAfter) await rmdir(folder);
    return;
  }
  const { mtimeMs: touchedAt } = await stat(join(folder, ownerFile));
  const isLeft = ownerIsElsewhere(mark) ? Date.now() - touchedAt > deadAfter : ownerIsDead(mark);
  // Another person could put a link in its place meanwhile: with their rights, nothing of anyone else's is removed.
  if (isLeft) await removeTemporaryFolder(folder, isOurs ? undefined : { uid: fact.uid, gid: fact.gid });
}

let touching: NodeJS.Timeout | undefined;

/** The mark shows that this process lives to those that can't see it, as in another container with the same temporary folder. */
function hold(folder: string): void {
  held.add(folder);
  touching ??= setInterval(() => {
    const now = new Date();
    for (const each of held) void utimes(join(each, ownerFile), now, now).catch(() => undefined);
  }, touchedEvery).unref();
}

function undefinedIfMissing(error: unknown): undefined {
  if (!isErrno(error, "ENOENT")) throw error;
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
