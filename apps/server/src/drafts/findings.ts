import type { Outcome, Problem, Result } from "@assay/bench/result";
import { visible, wordsOf, type Catalogue } from "@assay/report";

/** What came of one check, in words for whoever wrote the code. */
export interface Finding {
  readonly check: string;
  readonly outcome: Outcome;
  readonly title: string;
  readonly sentence: string;
}

const words = wordsOf("en");

/** Reasons of the engine's own that a draft may meet. */
const ownReasons = [
  "prerequisite-failed",
  "app-died",
  "data-hidden",
  "limited",
  "unaddressed",
  "step-empty",
  "unsteady",
  "database-lacks",
  "not-run",
  "not-repeated",
] as const;

function isOwn(reason: string | undefined): reason is (typeof ownReasons)[number] {
  return (ownReasons as readonly (string | undefined)[]).includes(reason);
}

/** In the order of the challenge. */
export function findingsIn(result: Result, catalogue: Catalogue): readonly Finding[] {
  return result.checks.map(({ id, outcome, facts, reason }) => {
    const own = catalogue[id]?.words;
    const title = words.tell(own?.[outcome === "fail" ? "titleWhenFailed" : "title"], facts, visible(id));
    return { check: id, outcome, title, sentence: sentence() };

    function sentence(): string {
      if (outcome === "pass") return words.tell(own?.passed, facts, title);
      if (outcome === "fail") return words.tell(own?.failed, facts, title);
      if (outcome === "our-error") return words.say("reason.our-error");
      const otherwise = words.sayOf(isOwn(reason) ? `reason.${reason}` : "reason.unknown", facts);
      return words.tell(reason === undefined ? undefined : own?.reasons?.[reason], facts, otherwise);
    }
  });
}

const ours = "This is ours to mend, and counts for nothing. Please try it again later.";

/** Why it could not be started, for whoever wrote the code. */
export function shownProblem({ by, message, whatToDo, lastLines }: Problem) {
  return {
    message: forCandidates(message),
    what_to_do: by === "submission" ? forCandidates(whatToDo) : ours,
    last_lines: lastLines.map(visible),
  };
}

/** Without the sentences that tell a hirer what to do about the candidate, or about the machine. */
export function forCandidates(text: string): string {
  return visible(text)
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => !/\bcandidate\b|\.\/assay/.test(sentence))
    .join(" ");
}
