import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  const start = await mkdtemp(join(tmpdir(), "assay-start-"));
  try {
    await writeStart(pack, starter, start);
    await repositories.make(application, start);
  } finally {
    await rm(start, { recursive: true, force: true });
  }
}
