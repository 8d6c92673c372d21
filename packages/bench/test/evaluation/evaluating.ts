import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { evaluate, type EvaluationOptions, type Evaluation } from "../../src/evaluation/index.ts";
import type { CheckResult } from "../../src/result/result.ts";

const programs = fileURLToPath(new URL("./submissions", import.meta.url));
export const challengeFolder = fileURLToPath(new URL("./challenge", import.meta.url));

const made: string[] = [];

/** Removes what `submissionOf` made. */
export async function removeSubmissions(): Promise<void> {
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** A folder with one of the small programs beside this file as its `index.cjs`, and nothing to install. */
export async function submissionOf(
  program: string,
  manifest: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "hostile-"));
  made.push(parent);
  const folder = join(parent, program);
  await mkdir(folder);
  await cp(join(programs, `${program}.cjs`), join(folder, "index.cjs"));
  await cp(join(programs, "support"), join(folder, "support"), { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: program, main: "index.cjs", ...manifest }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** Evaluates by the tests' own challenge. */
export async function evaluated(
  path: string,
  only: readonly string[],
  options: Partial<EvaluationOptions> = {},
): Promise<Evaluation> {
  return evaluate({ path, challengeFolder, only, seed: 7, ...options });
}

export function checkIn({ result }: Evaluation, id: string): CheckResult {
  const check = result.checks.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`there is no result of ${id}: ${JSON.stringify(result.problem)}`);
  return check;
}

/** What the check saw in its first cell, in the shape that the challenge's check returns. */
export function evidenceOf({ evidence }: Evaluation, id: string): unknown {
  const [first] = evidence.checks[id] ?? [];
  if (first?.evidence === undefined) throw new Error(`nothing was gathered for ${id}: ${JSON.stringify(first)}`);
  return first.evidence;
}

/** What `aftermath` sees. */
export interface Aftermath<Told = Record<string, unknown>> {
  readonly word: string;
  readonly told: Told;
  readonly alive: boolean;
  readonly exit: { readonly code: number | null; readonly signal: string | null; readonly outOfMemory: boolean } | null;
  readonly foundInLog: number;
  readonly logLines: number;
  readonly inDatabase: number;
  readonly rows: number;
  readonly statements: readonly { readonly text: string; readonly error: string | null }[];
  readonly grownBytes: number;
}
