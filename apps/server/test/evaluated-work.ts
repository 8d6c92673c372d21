import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  evidenceFileName,
  makeTemporaryFolder,
  removeTemporaryFolder,
  writeEvidence,
  type Evaluation,
} from "@assay/bench/evaluation";
import type { Result } from "@assay/bench/result";
import { evaluated, removeSubmissions, submissionOf } from "../../../packages/bench/test/evaluation/evaluating.ts";
import type { Office, Organization } from "./office.ts";

/** A folder of packs with one in it, the bench's own for tests: it takes seconds. */
export const quickChallenges = fileURLToPath(new URL("../../../packages/bench/test/evaluation", import.meta.url));
export const quickChallenge = "challenge";

/** Evaluates one of the bench's small programs, for real. */
export async function realEvaluation(program: string): Promise<Evaluation> {
  try {
    return await evaluated(await submissionOf(program), ["answer", "aftermath"]);
  } finally {
    await removeSubmissions();
  }
}

export interface Work {
  readonly role: string;
  readonly application: string;
  readonly evaluation: string;
}

/** A role and so many candidates in it, in the order of their code names. */
export async function roleWith(
  { people: { recruiter } }: Organization,
  count: number,
): Promise<{ readonly role: string; readonly applications: readonly string[] }> {
  const { body } = await recruiter.ask("POST", "/roles", { title: "Backend developer", challenge: quickChallenge });
  const role = String(body.id);
  await recruiter.ask("POST", `/roles/${role}/candidates`, {
    people: Array.from({ length: count }, (_, at) => ({ name: `Person ${String(at + 1)}`, source: "Upwork" })),
  });
  const board = await recruiter.ask("GET", `/roles/${role}/board`);
  return { role, applications: board.body.cards.map(({ id }: { id: string }) => id) };
}

/** As a worker leaves it behind: a submission, its evaluation, the result and the evidence. */
export async function evaluatedWork(
  { parts }: Office,
  { id: organization, people }: Organization,
  application: string,
  { evidence, result }: { readonly evidence: Evaluation["evidence"]; readonly result: Result },
): Promise<string> {
  const by = people.recruiter.id;
  const { id: submission } = await parts.submissions.keep(
    { organization, application, name: "shop.zip", kind: "final" },
    Readable.from("not looked at again"),
    by,
  );
  const evaluation = await parts.evaluations.ask({ organization, submission, challenge: quickChallenge }, by);
  await endAs({ parts }, evaluation, { evidence, result });
  return evaluation;
}

/** Ends an evaluation that was asked for as a worker does, with what a real one came to. No worker may run. */
export async function endAs(
  { parts }: Pick<Office, "parts">,
  evaluation: string,
  { evidence, result }: Pick<Evaluation, "evidence" | "result">,
): Promise<void> {
  const claim = await parts.evaluations.claim(evaluation, "test");
  if (claim === undefined) throw new Error("it was not to be had");
  const folder = await makeTemporaryFolder();
  try {
    await writeEvidence(join(folder, evidenceFileName), evidence);
    const evidenceKey = `evidence/${evaluation}.json.gz`;
    await parts.files.put(evidenceKey, createReadStream(join(folder, evidenceFileName)));
    await parts.evaluations.end(claim, { state: "done", verdict: result.verdict, result, evidenceKey });
  } finally {
    await removeTemporaryFolder(folder);
  }
}
