import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProjectFacts } from "../check/world.ts";
import type { CommitFacts } from "./history.ts";
import type { Identified } from "./language.ts";

const testFolder = /(^|\/)(tests?|__tests__|spec)\//i;
const testFile = /[.\-_](test|spec)\.[a-z]+$|(^|\/)test_[^/]+\.py$/i;
const noTest = /\.(json|ya?ml|md|txt|snap|lock)$/i;
const readmeNames = /^readme(\.(md|markdown|txt|rst|adoc))?$/i;
const longestReadme = 1024 * 1024;

/** Facts of the folder that are only ever notes: its lock file, README, tests and commits (no dates, no names). */
export async function projectFacts(
  directory: string,
  identified: Identified,
  commits?: CommitFacts,
): Promise<ProjectFacts> {
  const readme = await readmeOf(directory);
  const { lockFile, testCommand } = identified;
  return {
    language: identified.language,
    ...(lockFile && { lockFile }),
    manifest: identified.manifest,
    ...(readme && { readme }),
    tests: { files: await countTestFiles(directory), ...(testCommand && { command: testCommand }) },
    ...(commits && { commits }),
  };
}

async function readmeOf(directory: string): Promise<ProjectFacts["readme"]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const path = entries.find((entry) => entry.isFile() && readmeNames.test(entry.name))?.name;
  if (path === undefined) return undefined;
  const text = (await readFile(join(directory, path), "utf8")).slice(0, longestReadme);
  const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  return { path, words: Array.from(segments).filter(({ isWordLike }) => isWordLike).length };
}

async function countTestFiles(directory: string): Promise<number> {
  let files = 0;
  const folders = [""];
  for (const below of folders) {
    for (const entry of await readdir(join(directory, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== "node_modules") folders.push(path);
      if (entry.isFile() && isTest(path) && !noTest.test(path)) files += 1;
    }
  }
  return files;
}

function isTest(path: string): boolean {
  return testFile.test(path) || (testFolder.test(path) && /\.[a-z]+$/i.test(path));
}
