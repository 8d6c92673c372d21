import type { Result } from "@assay/bench/result";

/** The verdict rests on questions that could not be asked, as what they ask was not bound. */
export function isMostlyUnbound({
  verdict,
  verdictRests,
  checks,
}: Pick<Result, "verdict" | "verdictRests" | "checks">): boolean {
  const rests = new Set(verdictRests);
  return verdict === "cannot-say" && checks.some(({ id, reason }) => reason === "not-bound" && rests.has(id));
}
