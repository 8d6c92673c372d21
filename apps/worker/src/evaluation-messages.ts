import { errorFactSchema } from "@assay/bench/errors";
import type { Progress } from "@assay/bench/evaluation";
import type { Result } from "@assay/bench/result";
import { resultSchema } from "@assay/bench/result-schema";
import { z } from "zod";

const task = z.object({
  archive: z.string(),
  challengeFolder: z.string(),
  followUp: z.string().optional(),
  only: z.array(z.string()).readonly().optional(),
  /** Where the evidence is to be written. */
  evidence: z.string(),
});

const rules = z.object({ establishes: z.record(z.string(), z.string()), core: z.array(z.string()).readonly() });

/** From a worker to the process that evaluates for it. */
export const toEvaluation = z.discriminatedUnion("type", [
  z.object({ type: z.literal("evaluate"), task }),
  /** Stop politely: end what was started, remove what was made, exit. */
  z.object({ type: z.literal("end") }),
]);

/** What that process answers. `evaluated` and `failed` come last. */
export const fromEvaluation = z.discriminatedUnion("type", [
  /** Its event loop turns. */
  z.object({ type: z.literal("alive") }),
  /** Whom the submission names as its authors. */
  z.object({ type: z.literal("names"), names: z.array(z.string()).readonly() }),
  z.object({ type: z.literal("progress"), event: z.looseObject({ type: z.string() }) }),
  z.object({ type: z.literal("evaluated"), result: resultSchema, rules }),
  z.object({ type: z.literal("failed"), failure: errorFactSchema }),
]);

export type EvaluationTask = z.infer<typeof task>;
/** What a verdict is concluded from, besides the checks. */
export type VerdictRules = z.infer<typeof rules>;
export type ToEvaluation = z.infer<typeof toEvaluation>;
/** As it is sent. */
export type FromEvaluation =
  | Exclude<z.infer<typeof fromEvaluation>, { type: "progress" | "evaluated" }>
  | { readonly type: "progress"; readonly event: Progress }
  | { readonly type: "evaluated"; readonly result: Result; readonly rules: VerdictRules };
