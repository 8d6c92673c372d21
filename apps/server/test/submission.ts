import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { evaluate, makeTemporaryFolder, removeTemporaryFolder, type Evaluation } from "@assay/bench/evaluation";
import { zipOf } from "../../../packages/bench/test/evaluation/zip-of.ts";

export { zipOf };

/** Challenge packs of the tests' own: `act` takes a few seconds. */
export const quickChallenges = fileURLToPath(new URL("./challenges", import.meta.url));

/** `half-open` has a check that candidates can try, and one that they can't. */
export const halfOpenChallenges = fileURLToPath(new URL("./half-open-challenges", import.meta.url));

/** Evaluates one of the bench's small programs for real, as it is when it's handed in. */
export async function evaluationOf(
  program: string,
  { challengeFolder, followUp }: { readonly challengeFolder: string; readonly followUp?: string },
): Promise<Evaluation> {
  const folder = await makeTemporaryFolder();
  try {
    const path = join(folder, "work.zip");
    await writeFile(path, await zipOf(program));
    return await evaluate({ path, challengeFolder, ...(followUp && { followUp }) });
  } finally {
    await removeTemporaryFolder(folder);
  }
}

/** A form as a browser sends it. */
export function formWith(archive: Buffer, name = "work.zip"): FormData {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(archive)]), name);
  return form;
}
