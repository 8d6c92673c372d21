import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AssayError } from "@assay/bench/errors";
import {
  evaluate,
  evidenceFileName,
  loadChallenge,
  makeTemporaryFolder,
  removeTemporaryFolder,
  withOverrules,
  writeEvidence,
} from "@assay/bench/evaluation";
import { throughOutages, type Ending, type Evaluate, type Files, type Overrules } from "@assay/store";
import { signaturesReading } from "./signatures.ts";

/** How long a run that has been made, or is about to be, waits for a database that is away. Milliseconds. */
const patience = 3_600_000;

/** Runs what was claimed for real, and keeps the evidence with the other files. */
export function evaluatingWith({
  files,
  challenges,
  overrules,
  learn,
}: {
  readonly files: Files;
  readonly challenges: string;
  readonly overrules: Pick<Overrules, "wordsOn">;
  /** Is given the names in each piece of work, before it is run. */
  readonly learn: (submission: string, names: readonly string[]) => Promise<void>;
}): Evaluate {
  return async ({ evaluation, challenge, followUp, only, submission }, { tell, signal }): Promise<Ending> => {
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
        ...(followUp === undefined ? {} : { followUp }),
        ...(only === undefined ? {} : { only }),
        async onReceived({ directory, authors }, reader) {
          const names = await reader.read(signaturesReading, { directory, authors });
          await throughOutages(() => learn(submission.id, names), patience);
        },
        onProgress: tell,
        signal,
      });
      const written = join(folder, evidenceFileName);
      await writeEvidence(written, evidence);
      const evidenceKey = `evidence/${randomUUID()}.json.gz`;
      await files.put(evidenceKey, createReadStream(written));
      // What people have said of a check counts for whoever comes later too.
      const words = await throughOutages(() => overrules.wordsOn(evaluation), patience);
      const asked = () => loadChallenge(join(challenges, challenge), { followUp });
      const standing = words.length === 0 ? result : withOverrules(result, words, await asked());
      return { state: "done", verdict: standing.verdict, result, evidenceKey };
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
