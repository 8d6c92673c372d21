import { createHash, type Hash } from "node:crypto";
import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Solution, Variant } from "./variant.ts";

const notPartOfThePack = new Set([
  ...["solutions", "by-others", "existing", "flawed", "legitimate", "starters"],
  // A follow-up's own part is in the key of its own runs; what people talk about changes no run.
  ...["follow-ups", "walk-through.ts", "calibration.json"],
]);
/** Folders of the engine that no run of a variant goes through. */
const beside = new Set(["acquaintance", "calibrate", "doctor"]);
const neverContent = new Set(["node_modules", ".git"]);

/**
 * Hashes of what a run depends on besides its variant: the engine, and the pack with what every challenge shares; and the
 * folder of a follow-up, where it is asked with one.
 */
export async function contentKeyOf(
  engineFolder: string,
  challengeFolder: string,
  followUpFolder?: string,
): Promise<string> {
  const hash = createHash("sha256");
  await addFolder(hash, "engine", engineFolder, beside);
  await addFolder(hash, "pack", challengeFolder, notPartOfThePack);
  await addFolder(hash, "shared", join(challengeFolder, "..", "any-backend"), notPartOfThePack);
  if (followUpFolder !== undefined) await addFolder(hash, "follow-up", followUpFolder, notPartOfThePack);
  return hash.digest("hex");
}

/** The key under which the runs of a variant are kept: whatever changes them changes it. */
export async function variantKeyOf(contentKey: string, variant: Variant): Promise<string> {
  const hash = createHash("sha256").update(contentKey);
  const solution = variant.kind === "solution" ? variant : variant.solution;
  await addFolder(hash, "solution", solution.directory);
  if (solution.change !== undefined) hash.update(`change\0${solution.change}`);
  if (variant.kind !== "solution") hash.update(`patch\0${variant.patch}`);
  return hash.digest("hex");
}

/** Of what one of our solutions does on one machine, of which `parts` tell. */
export async function solutionKeyOf(
  contentKey: string,
  solution: Pick<Solution, "directory">,
  parts: readonly string[],
): Promise<string> {
  const hash = createHash("sha256").update([contentKey, ...parts].join("\0"));
  await addFolder(hash, "solution", solution.directory);
  return hash.digest("hex");
}

async function addFolder(
  hash: Hash,
  at: string,
  folder: string,
  without: ReadonlySet<string> = neverContent,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (without.has(entry.name) || neverContent.has(entry.name)) continue;
    const path = join(folder, entry.name);
    const name = `${at}/${entry.name}`;
    if (entry.isDirectory()) {
      await addFolder(hash, name, path);
    } else {
      const content = entry.isSymbolicLink() ? await readlink(path) : await readFile(path);
      hash.update(`${name}\0${String(content.length)}\0`).update(content);
    }
  }
}
