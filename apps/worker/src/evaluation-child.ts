/**
 * The process that runs one evaluation and then exits. It has no database and no secrets, and whatever blocks or kills
 * it leaves the worker that started it free to hear of a cancel and to keep its place in the queue.
 */
import { AssayError } from "@assay/bench/errors";
import { evaluate, loadChallenge, writeEvidence } from "@assay/bench/evaluation";
import {
  toEvaluation,
  type EvaluationTask,
  type FromEvaluation,
  type ToEvaluation,
  type VerdictRules,
} from "./evaluation-messages.ts";
import { signaturesReading } from "./signatures.ts";

const aliveEvery = 5_000;

const [, , challengeFolder] = process.argv;
const stopping = new AbortController();
let isRunning = false;

function send(message: FromEvaluation): void {
  if (process.connected) process.send?.(message);
}

async function run({ archive, evidence: evidencePath, ...task }: EvaluationTask): Promise<FromEvaluation> {
  try {
    const { result, evidence } = await evaluate({
      path: archive,
      challengeFolder: task.challengeFolder,
      ...(task.followUp === undefined ? {} : { followUp: task.followUp }),
      ...(task.only === undefined ? {} : { only: task.only }),
      async onReceived({ directory, authors }, reader) {
        send({ type: "names", names: await reader.read(signaturesReading, { directory, authors }) });
      },
      onProgress: (event) => {
        send({ type: "progress", event });
      },
      signal: stopping.signal,
    });
    await writeEvidence(evidencePath, evidence);
    const { establishes, core } = await loadChallenge(task.challengeFolder, { followUp: task.followUp });
    return { type: "evaluated", result, rules: { establishes, core } satisfies VerdictRules };
  } catch (error) {
    const failure = AssayError.from(error);
    if (failure.code === "internal") process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
    return { type: "failed", failure: failure.toFact() };
  }
}

function obey(message: ToEvaluation): void {
  if (message.type === "end") {
    stopping.abort(new AssayError("interrupted"));
    if (!isRunning) process.exit(0);
    return;
  }
  isRunning = true;
  setInterval(send, aliveEvery, { type: "alive" } satisfies FromEvaluation).unref();
  void run(message.task).then((last) => {
    // Only when the message is written: a process that exits takes what is still buffered with it.
    if (process.connected) process.send?.(last, () => process.exit(0));
    else process.exit(0);
  });
}

process.on("message", (message) => {
  obey(toEvaluation.parse(message));
});
process.on("disconnect", () => process.exit(0));

// While it waits for its evaluation it reads what that will need. What is wrong with a challenge is said when it runs.
if (challengeFolder !== undefined) await loadChallenge(challengeFolder).catch(() => undefined);
