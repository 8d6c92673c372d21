import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AssayError } from "@assay/bench/errors";
import {
  evaluate,
  evidenceFileName,
  makeTemporaryFolder,
  removeTemporaryFolder,
  writeEvidence,
} from "@assay/bench/evaluation";
import type { Ending, Evaluate, Files } from "@assay/store";

/** Runs what was claimed for real, and keeps the evidence with the other files. */
export function evaluatingWith({
  files,
  challenges,
}: {
  readonly files: Files;
  readonly challenges: string;
}): Evaluate {
  return async ({ challenge, only, submission }, { tell, signal }): Promise<Ending> => {
    if (!(await readdir(challenges)).includes(challenge)) {
      return {
        state: "failed",
        problem: { code: "unknown-challenge", message: `There is no challenge called "${challenge}".` },
      };
    }
    const folder = await makeTemporaryFolder();
    try {
      // Only its ending is looked at: what it is named must not matter.
      const archive = join(folder, submission.name.endsWith(".zip") ? "submission.zip" : "submission.tar.gz");
      await pipeline(await files.read(submission.fileKey), createWriteStream(archive), { signal });
      const { result, evidence } = await evaluate({
        path: archive,
        challengeFolder: join(challenges, challenge),
        ...(only === undefined ? {} : { only }),
        onProgress: tell,
        signal,
      });
      const written = join(folder, evidenceFileName);
      await writeEvidence(written, evidence);
      const evidenceKey = `evidence/${randomUUID()}.json.gz`;
      await files.put(evidenceKey, createReadStream(written));
      return { state: "done", verdict: result.verdict, result, evidenceKey };
    } catch (error) {
      // An archive that cannot be unpacked can't be the next time either.
      const { by, code, message, whatToDo } = AssayError.from(error);
      if (by === "assay" || signal.aborted) throw error;
      return { state: "failed", problem: { code, message: `${message} ${whatToDo}` } };
    } finally {
      await removeTemporaryFolder(folder);
    }
  };
}
