import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Challenge, ChallengeDefinition } from "../check/challenge.ts";
import type { AnyCheck } from "../check/check.ts";

async function defaultExportOf(path: string): Promise<unknown> {
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  if (module.default === undefined) throw new Error(`${path} has no default export`);
  return module.default;
}

async function checksIn(folder: string): Promise<readonly AnyCheck[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    names.map(async (name) => {
      const check = (await defaultExportOf(join(folder, name))) as AnyCheck;
      if (`${check.id}.ts` !== name) throw new Error(`${join(folder, name)} calls itself ${check.id}`);
      return check;
    }),
  );
}

/** Loads a challenge pack from its folder, with the checks that every backend must meet beside its own. */
export async function loadChallenge(folder: string): Promise<Challenge> {
  const root = resolve(folder);
  const [definition, own, common] = await Promise.all([
    defaultExportOf(join(root, "challenge.ts")) as Promise<ChallengeDefinition>,
    checksIn(join(root, "checks")),
    checksIn(join(root, "..", "any-backend", "checks")),
  ]);
  return { ...definition, checks: [...common, ...own] };
}
