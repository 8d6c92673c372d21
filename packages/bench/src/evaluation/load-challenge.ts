import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Challenge, ChallengeDefinition } from "../check/challenge.ts";
import type { AnyCheck } from "../check/check.ts";
import { isUnderPressure } from "./schedule.ts";

async function defaultExportOf(path: string): Promise<unknown> {
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  if (module.default === undefined) throw new Error(`${path} has no default export`);
  return module.default;
}

/** Where the checks of a pack lie: those that every backend must meet, and its own. */
function checkFolders(root: string): readonly [string, string] {
  return [join(root, "..", "any-backend", "checks"), join(root, "checks")];
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
export async function loadDefinition(folder: string): Promise<ChallengeDefinition> {
  return (await defaultExportOf(join(resolve(folder), "challenge.ts"))) as ChallengeDefinition;
}

/** @throws Error when the pack has no such check */
export async function loadCheck(folder: string, id: string): Promise<AnyCheck> {
  const path = checkFolders(resolve(folder))
    .map((checks) => join(checks, `${id}.ts`))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`the challenge has no check ${id}`);
  return checkAt(path);
}

/** Loads a challenge pack from its folder, with the checks that every backend must meet beside its own. */
export async function loadChallenge(folder: string): Promise<Challenge> {
  const [commonFolder, ownFolder] = checkFolders(resolve(folder));
  const [definition, common, own] = await Promise.all([
    loadDefinition(folder),
    checksIn(commonFolder),
    checksIn(ownFolder),
  ]);
  const asked = common.filter((check) => definition.pressure !== undefined || !isUnderPressure(check));
  return { ...definition, checks: [...asked, ...own] };
}
