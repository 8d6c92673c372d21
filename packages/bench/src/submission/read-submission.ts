import { join } from "node:path";
import { readSourceFiles } from "../cell/source-files.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
import { receive } from "./receive.ts";

/** A text file of a submission's own. */
export interface SourceFile {
  /** Inside of the submission, with slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * The own text files of a submission, by their paths: at most 2 MB in all, 256 KB each, without dependencies and lock
 * files. It is unpacked as for an evaluation, and nothing of it is run or left behind.
 * @throws AssayError those of `receive`
 */
export async function readSubmission(path: string): Promise<readonly SourceFile[]> {
  const folder = await makeTemporaryFolder("reading-");
  try {
    const { directory } = await receive(path, join(folder, "submission"));
    const files = await readSourceFiles(directory);
    return files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  } finally {
    await removeTemporaryFolder(folder);
  }
}
