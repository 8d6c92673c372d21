import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as z from "zod";
import { AssayError } from "../errors/assay-error.ts";

/** Code whose judgement is known beforehand. Flawed variants prove that we see; right ones that we are fair. */
export type Variant = Solution | FlawedVariant | LegitimateVariant;

export interface Solution {
  readonly kind: "solution";
  readonly name: string;
  /** Absolute. */
  readonly directory: string;
  /** Of one that was not written for the challenge: its binding, a path in its folder. */
  readonly binding?: string;
  /** The patch that makes the follow-up change to it, its header included. */
  readonly change?: string;
}

interface Patched {
  readonly name: string;
  readonly solution: Solution;
  /** The patch, its header included: paths are relative to the solution's folder. */
  readonly patch: string;
  /** What was changed, in a sentence. */
  readonly what: string;
}

/** One planted flaw. */
export interface FlawedVariant extends Patched {
  readonly kind: "flawed";
  /** The check that must catch it. */
  readonly check: string;
  /** Checks that may fail with it. */
  readonly consequences: readonly string[];
}

/** Another right way, which every check must leave alone. */
export interface LegitimateVariant extends Patched {
  readonly kind: "legitimate";
  /** Checks that a careless grader would trip over it. */
  readonly tempts: readonly string[];
}

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);
const flawedHeader = z.strictObject({
  solution: z.string(),
  check: z.string(),
  consequences: list.default([]),
  what: z.string().min(1),
  area: z.string().optional(),
});
const legitimateHeader = z.strictObject({
  solution: z.string(),
  what: z.string().min(1),
  tempts: list.refine((checks) => checks.length > 0, "name at least one check that it might trip"),
});

const changeHeader = z.strictObject({ what: z.string().min(1) });

/**
 * Finds `solutions/*`, `by-others/*`, `existing/*`, `flawed/*.patch` and `legitimate/*.patch` of a challenge.
 * @throws AssayError `usage` for a header that cannot be read, saying which file and what is wrong.
 */
export async function findVariants(challengeFolder: string): Promise<readonly Variant[]> {
  const solutions = [
    ...(await solutionsOf(challengeFolder)),
    ...(await solutionsIn(join(challengeFolder, "by-others"))),
    ...(await solutionsIn(join(challengeFolder, "existing"), "binding.yaml")),
  ];
  return [...solutions, ...(await patchedIn(challengeFolder, solutions))];
}

/**
 * Finds those of a follow-up: `solutions/<solution>.patch` makes the change to a solution of the challenge, and the flawed
 * and legitimate ones are patches over what comes of it.
 * @throws AssayError `usage` as above
 */
export async function findFollowUpVariants(
  challengeFolder: string,
  followUpFolder: string,
): Promise<readonly Variant[]> {
  const unchanged = await solutionsOf(challengeFolder);
  const solutions: Solution[] = [];
  for (const { path, name } of await patchesIn(join(followUpFolder, "solutions"))) {
    const refuse = refusing(`solutions/${name}.patch`);
    const change = await readFile(path, "utf8");
    parsed(changeHeader, headerOf(change, refuse), refuse);
    const solution = unchanged.find((one) => one.name === name) ?? refuse(`the challenge has no solution "${name}"`);
    solutions.push({ ...solution, change });
  }
  return [...solutions, ...(await patchedIn(followUpFolder, solutions))];
}

async function patchedIn(folder: string, solutions: readonly Solution[]): Promise<readonly Variant[]> {
  const variants: Variant[] = [];
  for (const kind of ["flawed", "legitimate"] as const) {
    for (const { path } of await patchesIn(join(folder, kind))) {
      variants.push(parsePatch(kind, path, await readFile(path, "utf8"), solutions));
    }
  }
  return variants;
}

async function patchesIn(folder: string): Promise<readonly { readonly path: string; readonly name: string }[]> {
  return (await entriesOf(folder))
    .filter(({ path }) => path.endsWith(".patch"))
    .map(({ path }) => ({ path, name: basename(path, ".patch") }));
}

function refusing(file: string): (problem: string) => never {
  return (problem) => {
    throw new AssayError("usage", { problem: `The head of ${file} cannot be read: ${problem}.` });
  };
}

/** Those of the challenge's own, without backends that were not written for it. */
export function solutionsOf(challengeFolder: string): Promise<readonly Solution[]> {
  return solutionsIn(join(challengeFolder, "solutions"));
}

async function solutionsIn(folder: string, binding?: string): Promise<readonly Solution[]> {
  return (await entriesOf(folder))
    .filter((entry) => entry.isDirectory)
    .map(({ path }) => ({ kind: "solution", name: basename(path), directory: path, ...(binding && { binding }) }));
}

async function entriesOf(folder: string): Promise<{ path: string; isDirectory: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .map((entry) => ({ path: join(folder, entry.name), isDirectory: entry.isDirectory() }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function parsePatch(
  kind: "flawed" | "legitimate",
  path: string,
  patch: string,
  solutions: readonly Solution[],
): FlawedVariant | LegitimateVariant {
  const refuse = refusing(`${kind}/${basename(path)}`);
  const name = basename(path, ".patch");
  const fields = headerOf(patch, refuse);
  const solutionNamed = (wanted: string) =>
    solutions.find((solution) => solution.name === wanted) ?? refuse(`there is no solution "${wanted}"`);
  if (kind === "flawed") {
    const { solution, check, consequences, what } = parsed(flawedHeader, fields, refuse);
    return { kind, name, solution: solutionNamed(solution), patch, check, consequences, what };
  }
  const { solution, tempts, what } = parsed(legitimateHeader, fields, refuse);
  return { kind, name, solution: solutionNamed(solution), patch, tempts, what };
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  fields: Record<string, string>,
  refuse: (problem: string) => never,
): z.infer<Schema> {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  return refuse(result.error.issues.map(({ path, message }) => [...path.map(String), message].join(": ")).join("; "));
}

/** Lines such as `# check: one-email-one-account` before the first line of the diff; a line indented further goes on with the one before. */
function headerOf(patch: string, refuse: (problem: string) => never): Record<string, string> {
  const fields: Record<string, string> = {};
  let last: string | undefined;
  for (const line of patch.split("\n")) {
    if (/^(diff |--- )/.test(line)) return fields;
    if (/^#?\s*$/.test(line)) continue;
    const field = /^# ?([a-z]+):(.*)$/.exec(line);
    const further = /^#\s\s(.+)$/.exec(line);
    if (field !== null) {
      const [, key = "", value = ""] = field;
      fields[key] = value.trim();
      last = key;
    } else if (further !== null && last !== undefined) {
      fields[last] = `${fields[last] ?? ""} ${(further[1] ?? "").trim()}`.trim();
    } else {
      refuse(`"${line}" is no "# key: value"`);
    }
  }
  return refuse("there is no diff in it");
}
