import type { Area, CheckResult, Severity } from "@assay/bench/result";

/** What became of a check, as it is drawn: its outcome, or that another failure explains it and is counted for both. */
export type Standing = CheckResult["outcome"] | "explained";

/** The order in which marks are drawn. */
export const standings = [
  "pass",
  "fail",
  "not-established",
  "our-error",
  "explained",
  "not-applicable",
] as const satisfies readonly Standing[];

/** The order in which areas are told. */
export const areaOrder = [
  "works-as-asked",
  "handles-errors",
  "keeps-data-whole",
  "secure",
  "stable",
  "fast",
  "well-built",
] as const satisfies readonly Area[];

/** Counts that add up: `counted` + explained + not applicable = all checks; `established` = passed + failed. */
export interface Tally {
  readonly of: Readonly<Record<Standing, number>>;
  /** Checks that apply: `counted` + explained. */
  readonly applicable: number;
  /** Checks in all, without those that another failure explains and those that do not apply. */
  readonly counted: number;
  readonly established: number;
  readonly failedBySeverity: Readonly<Record<Severity, number>>;
  readonly extrasPassed: number;
}

/**
 * True where an area's praise is earned: all that counts passed, nothing was left unasked because of a failure elsewhere,
 * and at least half of its checks could be asked of this work.
 */
export function isWhole({ stood, tally }: { readonly stood: readonly Stood[]; readonly tally: Tally }): boolean {
  const allPassed = tally.of.pass > 0 && tally.of.pass === tally.counted;
  return allPassed && tally.of.explained === 0 && tally.of.pass * 2 >= stood.length;
}

/** Each check with what became of it, in the order given. */
export interface Stood {
  readonly check: CheckResult;
  readonly standing: Standing;
}

export function stoodOf(checks: readonly CheckResult[]): readonly Stood[] {
  const failed = new Set(checks.filter((check) => check.outcome === "fail").map((check) => check.id));
  return checks.map((check) => {
    const isExplained = check.because !== undefined && check.outcome !== "not-applicable" && failed.has(check.because);
    return { check, standing: isExplained ? "explained" : check.outcome };
  });
}

export function tallyOf(stood: readonly Stood[]): Tally {
  const having = (standing: Standing) => stood.filter((one) => one.standing === standing);
  const failed = having("fail");
  const of = Object.fromEntries(standings.map((standing) => [standing, having(standing).length])) as Record<
    Standing,
    number
  >;
  const failedAs = (severity: Severity) => failed.filter(({ check }) => check.severity === severity).length;
  const applicable = stood.length - of["not-applicable"];
  return {
    of,
    applicable,
    counted: applicable - of.explained,
    established: of.pass + of.fail,
    failedBySeverity: { blocker: failedAs("blocker"), serious: failedAs("serious"), minor: failedAs("minor") },
    extrasPassed: having("pass").filter(({ check }) => check.demand === "extra").length,
  };
}
