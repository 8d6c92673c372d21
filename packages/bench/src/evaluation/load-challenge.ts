import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Challenge, ChallengeDefinition } from "../check/challenge.ts";
import type { AnyCheck } from "../check/check.ts";
import { withFollowUp, type FollowUpDefinition } from "../check/follow-up.ts";
import type { WalkThrough } from "../check/walk-through.ts";
import { AssayError } from "../errors/assay-error.ts";
import { nearestTo } from "../errors/nearest.ts";
import { isUnderPressure } from "./schedule.ts";

/** What a challenge is loaded with. */
export interface Loaded {
  /** The id of a change to the first work, whose checks are then asked too. */
  readonly followUp?: string | undefined;
}

async function defaultExportOf(path: string): Promise<unknown> {
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  if (module.default === undefined) throw new Error(`${path} has no default export`);
  return module.default;
}

/** Where the checks of a pack lie: those that every backend must meet, its own, and those of a follow-up. */
function checkFolders(root: string, { followUp }: Loaded): readonly string[] {
  const own = [join(root, "..", "any-backend", "checks"), join(root, "checks")];
  return followUp === undefined ? own : [...own, join(followUpFolder(root, followUp), "checks")];
}

export function followUpFolder(challengeFolder: string, followUp: string): string {
  return join(resolve(challengeFolder), "follow-ups", followUp);
}

/** Ids of the changes that a pack has, in the order of the alphabet. */
export async function followUpsOf(challengeFolder: string): Promise<readonly string[]> {
  const names = await readdir(join(resolve(challengeFolder), "follow-ups")).catch(() => []);
  return names.filter((name) => existsSync(join(followUpFolder(challengeFolder, name), "follow-up.ts"))).sort();
}

/** @throws AssayError `unknown-follow-up` */
export async function loadFollowUp(challengeFolder: string, id: string): Promise<FollowUpDefinition> {
  const ids = await followUpsOf(challengeFolder);
  if (!ids.includes(id)) {
    const meant = nearestTo(id, ids);
    const instead = meant === undefined ? "." : `. Did you mean "${meant}"?`;
    throw new AssayError("unknown-follow-up", { followUp: id, instead });
  }
  return (await defaultExportOf(join(followUpFolder(challengeFolder, id), "follow-up.ts"))) as FollowUpDefinition;
}

/** What a pack has people talk about; undefined where it has nothing. */
export async function loadWalkThrough(challengeFolder: string): Promise<WalkThrough | undefined> {
  const path = join(resolve(challengeFolder), "walk-through.ts");
  return existsSync(path) ? ((await defaultExportOf(path)) as WalkThrough) : undefined;
}

async function checkAt(path: string): Promise<AnyCheck> {
  const check = (await defaultExportOf(path)) as AnyCheck;
  if (`${check.id}.ts` !== basename(path)) throw new Error(`${path} calls itself ${check.id}`);
  return check;
}

async function checksIn(folder: string): Promise<readonly AnyCheck[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(names.map((name) => checkAt(join(folder, name))));
}

/** A challenge pack without its checks: all that it takes to run a submission. */
export async function loadDefinition(folder: string, { followUp }: Loaded = {}): Promise<ChallengeDefinition> {
  const definition = (await defaultExportOf(join(resolve(folder), "challenge.ts"))) as ChallengeDefinition;
  return followUp === undefined ? definition : withFollowUp(definition, await loadFollowUp(folder, followUp));
}

/** @throws Error when the pack has no such check */
export async function loadCheck(folder: string, id: string, loaded: Loaded = {}): Promise<AnyCheck> {
  const path = checkFolders(resolve(folder), loaded)
    .map((checks) => join(checks, `${id}.ts`))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`the challenge has no check ${id}`);
  return checkAt(path);
}

/**
 * Loads a challenge pack from its folder, with the checks that every backend must meet beside its own; with a follow-up
 * all of these are asked again, for nothing that worked may break, and then those of the change.
 * @throws AssayError `unknown-follow-up`
 */
export async function loadChallenge(folder: string, { followUp }: Loaded = {}): Promise<Challenge> {
  const definition = await loadDefinition(folder, { followUp });
  const [common = [], ...own] = await Promise.all(checkFolders(resolve(folder), { followUp }).map(checksIn));
  const asked = common.filter((check) => definition.pressure !== undefined || !isUnderPressure(check));
  const whole = { ...definition, checks: [...asked, ...own.flat()] };
  if (followUp === undefined) return whole;
  const { id, title, version } = await loadFollowUp(folder, followUp);
  return { ...whole, followUp: { id, title, version, checks: (own.at(-1) ?? []).map((check) => check.id) } };
}
