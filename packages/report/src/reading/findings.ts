import type { Area, CheckResult, Severity } from "@assay/bench/result";

const weight: Readonly<Record<Severity, number>> = { blocker: 0, serious: 1, minor: 2 };

/** Among failures of equal weight: what hurts the hirer's customers before what hurts the next developer. */
const nearness: Readonly<Record<Area, number>> = {
  "works-as-asked": 0,
  secure: 1,
  "keeps-data-whole": 2,
  stable: 3,
  "handles-errors": 4,
  fast: 5,
  "well-built": 6,
};

/** Counted failures, the one that would hurt first in front. */
export function findingsOf(failures: readonly CheckResult[], verdictRests: readonly string[]): readonly CheckResult[] {
  const rests = new Set(verdictRests);
  return failures.toSorted(
    (a, b) =>
      Number(a.demand === "extra") - Number(b.demand === "extra") ||
      weight[a.severity] - weight[b.severity] ||
      Number(rests.has(b.id)) - Number(rests.has(a.id)) ||
      nearness[a.area] - nearness[b.area],
  );
}

/** By weight alone, in the order given. */
export function heaviestFirst(checks: readonly CheckResult[]): readonly CheckResult[] {
  return checks.toSorted((a, b) => weight[a.severity] - weight[b.severity]);
}
