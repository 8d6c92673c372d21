import { part, type LetterFacts, type LetterFinding, type LetterPart } from "./parts.ts";

/** More than these nobody takes in; the report has them all. */
const mostFindings = 5;

/** What did not hold up, and what a person said of it. */
export function findingParts({ findings, takenBack }: Pick<LetterFacts, "findings" | "takenBack">): LetterPart[] {
  const told = findings.filter(({ isDisputed }) => !isDisputed).slice(0, mostFindings);
  const disputed = findings.filter(({ isDisputed }) => isDisputed);
  const rest = findings.length - told.length - disputed.length;
  return [
    ...(findings.length === 0 ? [part("letters.findings.none")] : []),
    ...(told.length === 0 ? [] : [part("letters.findings", { count: told.length })]),
    ...told.map(toldPart),
    ...(rest > 0 ? [part("letters.findings.rest", { count: rest })] : []),
    // What is not answered yet is neither held against anybody nor left out.
    ...disputed.map(({ title }) => part("letters.finding.disputed", { title })),
    ...takenBack.map((title) => part("letters.finding.taken-back", { title })),
  ];
}

function toldPart({ title, why, question, good, saidBy }: LetterFinding): LetterPart {
  if (saidBy !== undefined) return part("letters.finding.said", { title, why, question, good, person: saidBy });
  return part("letters.finding", { title, why, question, good });
}
