import type { Challenge } from "../check/challenge.ts";
import type { AnyCheck } from "../check/check.ts";
import { isInStandardRun } from "../check/standard-run.ts";
import { AssayError } from "../errors/assay-error.ts";
import { nearestTo } from "../errors/nearest.ts";
import type { EvaluationOptions } from "./evaluate.ts";

/**
 * The checks of an evaluation, in the challenge's order, as judging again has them, and each once. What is asked for by
 * name is asked, also where only a full run under pressure has its incidents.
 * @throws AssayError `unknown-check`
 */
export function chosenChecks(
  { id: challenge, checks }: Pick<Challenge, "id" | "checks">,
  { only, pressure = "standard" }: Pick<EvaluationOptions, "only" | "pressure">,
): readonly AnyCheck[] {
  if (only === undefined) {
    return pressure === "full" ? checks : checks.filter(isInStandardRun);
  }
  const unknown = only.find((id) => !checks.some((check) => check.id === id));
  if (unknown !== undefined) {
    const meant = nearestTo(
      unknown,
      checks.map(({ id }) => id),
    );
    const instead = meant === undefined ? "." : `. Did you mean "${meant}"?`;
    throw new AssayError("unknown-check", { check: unknown, challenge, instead });
  }
  return checks.filter(({ id }) => only.includes(id));
}
