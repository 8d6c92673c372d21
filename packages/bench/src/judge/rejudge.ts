import type { Challenge } from "../check/challenge.ts";
import type { AnyCheck } from "../check/check.ts";
import { isInStandardRun } from "../check/standard-run.ts";
import type { Evidence } from "../result/evidence.ts";
import type { Result } from "../result/result.ts";
import { judgingVersion } from "../result/versions.ts";
import { conclude } from "./conclude.ts";
import { judgeChecks } from "./judge.ts";

/**
 * Judges stored evidence again, by the rules of today, and runs nothing. Pure.
 *
 * The challenge is the one that it was asked with: with its follow-up, where there was one.
 * Checks that it has gained since then were never asked, so they are left out and `scope` says that not all
 * checks are in it; checks that it has dropped are gone. Evidence that today's judge cannot read is `not-established`.
 */
export function rejudge(
  result: Result,
  evidence: Evidence,
  challenge: Pick<Challenge, "checks" | "establishes" | "core" | "version" | "followUp">,
): Result {
  // It ended before anything could be judged: there is nothing to look at again.
  if (result.problem !== undefined) return result;
  const asked = new Set([...Object.keys(evidence.checks), ...result.checks.map(({ id }) => id)]);
  const checks = challenge.checks.filter((check) => asked.has(check.id));
  const isMissing = (check: AnyCheck) => !asked.has(check.id) && isInStandardRun(check);
  const judged = judgeChecks({
    checks,
    tries: evidence.checks,
    establishes: challenge.establishes,
    core: challenge.core,
    gathering: evidence.gathering,
  });
  return {
    ...result,
    assay: { ...result.assay, judging: judgingVersion },
    challenge: { ...result.challenge, version: challenge.version },
    ...(result.followUp === undefined || challenge.followUp === undefined
      ? {}
      : { followUp: { ...result.followUp, version: challenge.followUp.version } }),
    scope: { areAllChecks: result.scope.areAllChecks && !challenge.checks.some(isMissing) },
    ...conclude(judged.checks, challenge),
    ...judged,
  };
}
