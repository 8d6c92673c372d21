import type { Challenge } from "../check/challenge.ts";
import type { CheckResult, Outcome, Result } from "../result/result.ts";
import { conclude } from "./conclude.ts";

/** A person's word against what a check found. */
export interface Overrule {
  readonly check: string;
  readonly outcome: Outcome;
  /** Who said so, by name. */
  readonly by: string;
  readonly reason: string;
}

/**
 * The result as people let it stand: what the check itself had found stays beside it, and the verdict is concluded again by
 * the same rules. Of several words on one check the last counts. The result itself where nothing of it is overruled. Pure.
 */
export function withOverrules(
  result: Result,
  overrules: readonly Overrule[],
  challenge: Pick<Challenge, "establishes" | "core">,
): Result {
  const wordOn = new Map(overrules.map((overrule) => [overrule.check, overrule]));
  if (!result.checks.some(({ id }) => wordOn.has(id))) return result;
  const checks = result.checks.map((check) => {
    const word = wordOn.get(check.id);
    return word === undefined ? check : overruled(check, word);
  });
  return { ...result, checks, ...conclude(checks, challenge, result.problem) };
}

/** Why it was found, and by which other failure it is explained, were about the outcome that no longer stands. */
function overruled(check: CheckResult, { outcome, by, reason }: Overrule): CheckResult {
  const { reason: _reason, because: _because, unsteady: _unsteady, error: _error, ...rest } = check;
  return { ...rest, outcome, overruled: { was: check.overruled?.was ?? check.outcome, by, reason } };
}
