/** One check of a result, as far as choosing needs it. In the order in which the report tells them. */
export interface AskedCheck {
  readonly id: string;
  readonly outcome: "pass" | "fail" | "not-established" | "not-applicable" | "our-error";
  /** The tries disagreed. */
  readonly unsteady: boolean;
  /** The report names it among what was done well. */
  readonly isStrength: boolean;
  /** Another failure explains it: the question is asked once, of the cause. */
  readonly isConsequence: boolean;
  readonly severity: "blocker" | "serious" | "minor";
  readonly title: string;
  readonly ask: { readonly question: string; readonly goodAnswer: string; readonly weakAnswer: string };
}

/** Why a question is among those that are asked. */
export type AskedBecause = "failed" | "unsteady" | "not-tested" | "done-well";

export interface ResultQuestion {
  readonly check: AskedCheck;
  readonly because: AskedBecause;
}

/** As many as twelve minutes hold. */
export const mostQuestions = 6;
const mostOpen = 2;
const mostStrengths = 3;

const weight = { blocker: 0, serious: 1, minor: 2 } as const satisfies Record<AskedCheck["severity"], number>;

/**
 * What to ask about somebody's own result. One rule for everyone: what failed, the heaviest first; then what is not known
 * and would matter; then what was done well. Of each kind that there is, one has its place, however long the others are.
 */
export function questionsFromResult(checks: readonly AskedCheck[]): readonly ResultQuestion[] {
  const askable = checks.filter(({ ask, isConsequence }) => ask.question !== "" && !isConsequence);
  const heaviestFirst = (some: readonly AskedCheck[]) =>
    some.toSorted((one, other) => weight[one.severity] - weight[other.severity]);
  const failed = heaviestFirst(askable.filter(({ outcome }) => outcome === "fail"));
  // What is small and unknown is not worth the minutes.
  const open = askable.filter(({ outcome, severity }) => outcome === "not-established" && severity !== "minor");
  const openFirst = [...open.filter(({ unsteady }) => unsteady), ...open.filter(({ unsteady }) => !unsteady)];
  const strong = askable.filter(({ outcome, isStrength }) => outcome === "pass" && isStrength);

  const kept = (some: readonly AskedCheck[]) => Math.min(1, some.length);
  const failures = failed.slice(0, mostQuestions - kept(open) - kept(strong));
  const opens = openFirst.slice(0, Math.min(mostOpen, mostQuestions - failures.length - kept(strong)));
  const strengths = strong.slice(0, Math.min(mostStrengths, mostQuestions - failures.length - opens.length));
  return [
    ...failures.map((check) => ({ check, because: "failed" as const })),
    ...opens.map((check) => ({ check, because: check.unsteady ? ("unsteady" as const) : ("not-tested" as const) })),
    ...strengths.map((check) => ({ check, because: "done-well" as const })),
  ];
}
