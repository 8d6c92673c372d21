import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { makeTemporaryFolder, removeTemporaryFolder } from "@assay/bench/evaluation";
import type { Pack } from "../challenges/challenges.ts";
import { writeStart } from "../challenges/start-files.ts";
import type { Parts } from "../parts.ts";

/** A repository with the task in it, where there is none yet. */
export async function makeRepository(
  application: string,
  { pack, starter }: { readonly pack: Pack; readonly starter?: string | undefined },
  { repositories }: Pick<Parts, "repositories">,
): Promise<void> {
  if (repositories.has(application)) return;
  const folder = await makeTemporaryFolder("start-");
  try {
    // What is below it goes into the repository.
    const start = join(folder, "start");
    await mkdir(start);
    await writeStart(pack, starter, start);
    await repositories.make(application, start);
  } finally {
    await removeTemporaryFolder(folder);
  }
}
