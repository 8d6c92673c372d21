import { part, type LetterFacts, type LetterFinding, type LetterPart } from "./parts.ts";

/** More than these nobody takes in; the report has them all. */
const mostFindings = 5;

/** What did not hold up, and what a person said of it. */
export function findingParts({ findings, takenBack }: Pick<LetterFacts, "findings" | "takenBack">): LetterPart[] {
  const standing = findings.filter(({ isDisputed }) => !isDisputed);
  const [told, rest] = [standing.slice(0, mostFindings), standing.slice(mostFindings)];
  const disputed = findings.filter(({ isDisputed }) => isDisputed);
  return [
    ...(findings.length === 0 ? [part("letters.findings.none")] : []),
    ...(told.length === 0 ? [] : [part("letters.findings", { count: told.length })]),
    ...told.map(toldPart),
    ...(rest.length > 0 ? [restPart(rest)] : []),
    // What is not answered yet is neither held against anybody nor left out.
    ...disputed.map(({ title }) => part("letters.finding.disputed", { title })),
    ...takenBack.map((title) => part("letters.finding.taken-back", { title })),
  ];
}

/** Nobody takes a serious thing for a small one because it comes sixth. */
function restPart(rest: readonly LetterFinding[]): LetterPart {
  const count = rest.length;
  const serious = rest.filter(({ severity }) => severity !== "minor").length;
  if (serious === 0) return part("letters.findings.rest", { count });
  return part(serious === count ? "letters.findings.rest.all-serious" : "letters.findings.rest.serious", {
    ...{ count, serious },
  });
}

function toldPart({ title, why, question, good, saidBy }: LetterFinding): LetterPart {
  if (saidBy !== undefined) return part("letters.finding.said", { title, why, question, good, person: saidBy });
  return part("letters.finding", { title, why, question, good });
}
