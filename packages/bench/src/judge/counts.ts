import type { CheckResult, Outcome, Result } from "../result/result.ts";

/** Another check's *failure* explains this one, so it is counted there. A `because` that is itself unclear explains nothing away. */
export function isExplained(check: CheckResult, checks: readonly CheckResult[]): boolean {
  if (check.because === undefined || check.outcome === "not-applicable") return false;
  return checks.some((other) => other.id === check.because && other.outcome === "fail");
}

/** Counts for the whole result, or for the checks of one area when `among` holds them all. */
export function countsOf(checks: readonly CheckResult[], among: readonly CheckResult[] = checks): Result["counts"] {
  const counted = checks.filter((check) => !isExplained(check, among));
  const having = (outcome: Outcome) => counted.filter((check) => check.outcome === outcome);
  const failed = having("fail");
  return {
    passed: having("pass").length,
    failed: failed.length,
    notEstablished: having("not-established").length,
    notApplicable: having("not-applicable").length,
    ourError: having("our-error").length,
    explained: checks.length - counted.length,
    failedBySeverity: {
      blocker: failed.filter((check) => check.severity === "blocker").length,
      serious: failed.filter((check) => check.severity === "serious").length,
      minor: failed.filter((check) => check.severity === "minor").length,
    },
  };
}
