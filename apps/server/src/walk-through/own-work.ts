import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AssayError } from "@assay/bench/errors";
import { makeTemporaryFolder, readSubmission, removeTemporaryFolder, type SourceFile } from "@assay/bench/evaluation";
import type { SubmissionRow } from "@assay/store";
import type { Parts } from "../parts.ts";

/** What was handed in last: the first work, and the change to it. */
export interface OwnWork {
  readonly first: SubmissionRow | undefined;
  readonly changed: SubmissionRow | undefined;
}

export async function ownWorkOf(application: string, { submissions }: Pick<Parts, "submissions">): Promise<OwnWork> {
  const handedIn = (await submissions.of(application)).filter(({ kind }) => kind === "final");
  return {
    first: handedIn.find(({ follow_up }) => follow_up === null),
    changed: handedIn.find(({ follow_up }) => follow_up !== null),
  };
}

/** Its own text files, as an evaluation would take them in. Undefined where the archive is gone, or can't be unpacked. */
export async function filesOf(
  { file_key }: SubmissionRow,
  { files }: Pick<Parts, "files">,
): Promise<readonly SourceFile[] | undefined> {
  const folder = await makeTemporaryFolder("walk-through-");
  try {
    const archive = join(folder, "archive");
    const content = await files.read(file_key).catch(() => undefined);
    if (content === undefined) return undefined;
    await pipeline(content, createWriteStream(archive));
    return await readSubmission(archive);
  } catch (error) {
    // What is wrong with an archive, its report says; what is wrong with us is told as such.
    if (AssayError.from(error).by === "assay") throw error;
    return undefined;
  } finally {
    await removeTemporaryFolder(folder);
  }
}
