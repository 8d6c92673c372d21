import { spawn } from "node:child_process";
import { cp } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { AssayError } from "../errors/assay-error.ts";
import type { Variant } from "./variant.ts";

/**
 * Gives `act` a folder with the variant's code, and takes it away afterwards.
 * @throws AssayError `usage` when the patch does not apply.
 */
export async function withWorkingCopy<Returned>(
  variant: Variant,
  act: (directory: string) => Promise<Returned>,
): Promise<Returned> {
  const folder = await makeTemporaryFolder("variant-");
  try {
    const directory = join(folder, variant.name);
    const solution = variant.kind === "solution" ? variant : variant.solution;
    await cp(solution.directory, directory, {
      recursive: true,
      filter: (path) => basename(path) !== "node_modules",
    });
    if (solution.change !== undefined) await applyPatch(directory, solution.change, `solutions/${solution.name}.patch`);
    if (variant.kind !== "solution")
      await applyPatch(directory, variant.patch, `${variant.kind}/${variant.name}.patch`);
    return await act(directory);
  } finally {
    await removeTemporaryFolder(folder);
  }
}

async function applyPatch(directory: string, patch: string, name: string): Promise<void> {
  // Inside a repository, git would take the paths from its root, and skip all files in silence.
  const environment = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(directory) };
  const git = spawn("git", ["apply", "--whitespace=nowarn", "-"], { cwd: directory, env: environment });
  let said = "";
  git.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  git.stdin.on("error", () => undefined);
  git.stdin.end(patch);
  const code = await new Promise((resolve, reject) => {
    git.on("error", reject);
    git.on("close", resolve);
  });
  if (code !== 0) {
    throw new AssayError("usage", {
      problem: `${name} does not apply to its solution: ${said.trim().replaceAll("\n", " ")}`,
    });
  }
}
