import type { Result } from "@assay/bench/result";
import { questionsFromResult, type ResultQuestion } from "@assay/hiring";
import { readingOf, type Catalogue } from "@assay/report/page";

/** What to ask about a result, read as the report reads it: causes alone, in its order, and its own strengths. */
export function questionsOf(result: Result, catalogue: Catalogue, candidate: string): readonly ResultQuestion[] {
  const reading = readingOf(result, catalogue, { language: "en", candidate });
  const strengths = new Set(reading.strengths.map(({ id }) => id));
  return questionsFromResult(
    [...reading.failures, ...reading.notEstablished, ...reading.strengths].map((check) => ({
      ...{ id: check.id, outcome: check.outcome, unsteady: check.unsteady === true, severity: check.severity },
      // What another failure explains is in none of these.
      ...{ isConsequence: false, isStrength: strengths.has(check.id) },
      title: check.outcome === "not-established" ? reading.openTitleOf(check) : reading.titleOf(check),
      ask: reading.wordsOf(check.id).ask,
    })),
  );
}
