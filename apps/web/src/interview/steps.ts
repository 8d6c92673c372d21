import { competencies, minutesOf, type Competency, type ResultQuestion } from "@assay/hiring";

/** What is no story: questions about the own result are one part. */
export type OtherPart = "opening" | "own-result" | "their-questions" | "explanations" | "scorecard";

/** What a clock is kept for. */
export type Part = Competency | OtherPart;

/** One screen of the interview. */
export type Step = { readonly id: string } & (
  | {
      readonly kind: "opening" | "no-result" | "their-questions" | "explanations" | "scorecard";
      readonly part: OtherPart;
    }
  | { readonly kind: "story"; readonly part: Competency }
  | { readonly kind: "result"; readonly part: "own-result"; readonly question: ResultQuestion }
);

/** The same for everyone, but for the questions about the own result. */
export function stepsOf(questions: readonly ResultQuestion[]): readonly Step[] {
  const own: readonly Step[] =
    questions.length === 0
      ? [{ id: "own-result", part: "own-result", kind: "no-result" }]
      : questions.map((question) => ({
          ...{ id: placeOfCheck(question.check.id), part: "own-result", kind: "result" },
          question,
        }));
  return [
    { id: "opening", part: "opening", kind: "opening" },
    ...competencies.map((competency): Step => ({ id: competency, part: competency, kind: "story" })),
    ...own,
    { id: "their-questions", part: "their-questions", kind: "their-questions" },
    { id: "explanations", part: "explanations", kind: "explanations" },
    { id: "scorecard", part: "scorecard", kind: "scorecard" },
  ];
}

/** Where the notes on a check's question are kept. */
export function placeOfCheck(check: string): string {
  return `check.${check}`;
}

/** How long a part should take; undefined for what comes after the call. */
export function minutesOfPart(part: Part): number | undefined {
  switch (part) {
    case "opening":
      return minutesOf.opening;
    case "own-result":
      return minutesOf.ownResult;
    case "their-questions":
      return minutesOf.theirQuestions;
    case "explanations":
      return minutesOf.explanations;
    case "scorecard":
      return undefined;
    default:
      return minutesOf.competency;
  }
}
