import { createReadStream, createWriteStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AssayError } from "@assay/bench/errors";
import { withOverrules } from "@assay/bench/overrules";
import { makeTemporaryFolder, removeTemporaryFolder } from "@assay/bench/processes";
import { EvaluatorDied, throughOutages, type Ending, type Evaluate, type Files, type Overrules } from "@assay/store";
import type { EvaluationProcesses } from "./evaluation-processes.ts";

/** How long a run that has been made waits for a database that is away. Milliseconds. */
const patience = 3_600_000;

/** Has what was claimed run for real, and keeps the evidence with the other files. */
export function evaluatingWith({
  files,
  challenges,
  overrules,
  learn,
  processes,
}: {
  readonly files: Files;
  readonly challenges: string;
  readonly overrules: Pick<Overrules, "wordsOn">;
  /** Keeps whom a submission names as its authors, so that where names are hidden these are too. */
  readonly learn: (submission: string, names: readonly string[]) => Promise<void>;
  readonly processes: Pick<EvaluationProcesses, "evaluate">;
}): Evaluate {
  return async ({ evaluation, attempt, challenge, followUp, only, submission }, { tell, signal }): Promise<Ending> => {
    if (!(await readdir(challenges)).includes(challenge)) {
      return {
        state: "failed",
        problem: { code: "unknown-challenge", message: `There is no challenge called "${challenge}".` },
      };
    }
    // What a worker kept and then died before it could say so: no earlier attempt can end any more.
    for (let earlier = 1; earlier < attempt; earlier++) await files.remove(evidenceKeyOf(evaluation, earlier));
    const folder = await makeTemporaryFolder();
    try {
      // Only its ending is looked at: what it is named must not matter.
      const archive = join(folder, submission.name.endsWith(".zip") ? "submission.zip" : "submission.tar.gz");
      await pipeline(await files.read(submission.fileKey), createWriteStream(archive), { signal });
      const evidence = join(folder, "evidence.json.gz");
      let learning: Promise<void> = Promise.resolve();
      const { result, rules } = await processes.evaluate(
        { archive, evidence, challengeFolder: join(challenges, challenge), followUp, only },
        {
          onProgress: tell,
          onNames: (names) => {
            learning = throughOutages(() => learn(submission.id, names), patience);
            learning.catch(() => undefined);
          },
          signal,
        },
      );
      // Before anyone reads the result: it may hold the names.
      await learning;
      const evidenceKey = evidenceKeyOf(evaluation, attempt);
      await files.put(evidenceKey, createReadStream(evidence));
      // What people have said of a check counts for whoever comes later too.
      const words = await throughOutages(() => overrules.wordsOn(evaluation), patience);
      const { verdict } = withOverrules(result, words, rules);
      return { state: "done", verdict, result, evidenceKey };
    } catch (error) {
      // An archive that cannot be unpacked can't be the next time either.
      const { by, code, message, whatToDo } = AssayError.from(error);
      if (code === "evaluation-died" && !signal.aborted) throw new EvaluatorDied(message, { cause: error });
      if (by === "assay" || signal.aborted) throw error;
      return { state: "failed", problem: { code, message: `${message} ${whatToDo}` } };
    } finally {
      await removeTemporaryFolder(folder);
    }
  };
}

function evidenceKeyOf(evaluation: string, attempt: number): string {
  return `evidence/${evaluation}-${String(attempt)}.json.gz`;
}
