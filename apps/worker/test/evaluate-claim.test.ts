import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { zipOf } from "../../../packages/bench/test/evaluation/zip-of.ts";
import { evaluatingWith } from "../src/evaluate-claim.ts";
import { EvaluationProcesses } from "../src/evaluation-processes.ts";

const challenges = fileURLToPath(new URL("../../../packages/bench/test/evaluation", import.meta.url));

/** Fails as PostgreSQL does when it is killed, the first time. */
function awayAtFirst<T>(answer: T): () => Promise<T> {
  let asked = 0;
  return () =>
    asked++ === 0 ? Promise.reject(new Error("Connection terminated unexpectedly")) : Promise.resolve(answer);
}

test("a database that is away before or after the run costs no run", async () => {
  const archive = await zipOf("honest");
  let runs = 0;
  const evaluateClaim = evaluatingWith({
    files: {
      put: () => Promise.resolve(),
      read: () => Promise.resolve(Readable.from([archive])),
      remove: () => Promise.resolve(),
    },
    challenges,
    overrules: { wordsOn: awayAtFirst([]) },
    learn: awayAtFirst(undefined),
    processes: new EvaluationProcesses(),
  });
  const ending = await evaluateClaim(
    {
      ...{ evaluation: "1", attempt: 3, organization: "1", challenge: "challenge", only: ["answer"] },
      submission: { id: "1", name: "work.zip", fileKey: "submission/1" },
    },
    {
      tell: (event) => (runs += "type" in event && event.type === "planned" ? 1 : 0),
      signal: new AbortController().signal,
    },
  );
  expect(ending.state).toBe("done");
  expect(runs).toBe(1);
});
