import type { Challenge } from "../check/challenge.ts";
import type { CheckResult, Problem, Result } from "../result/result.ts";
import { countsOf } from "./counts.ts";
import { coreChecksOf } from "./judge.ts";
import { verdictOf } from "./verdict.ts";

/** What all results together come to: the part of a result that is nothing but a summary of the rest. */
export function conclude(
  checks: readonly CheckResult[],
  challenge: Pick<Challenge, "establishes" | "core">,
  problem?: Problem,
): Pick<Result, "verdict" | "verdictRests" | "counts"> {
  const { verdict, rests } = verdictOf({ checks, problem, coreChecks: coreChecksOf(challenge) });
  return { verdict, verdictRests: rests, counts: countsOf(checks) };
}
