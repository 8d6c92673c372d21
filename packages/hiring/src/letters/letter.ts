import { findingParts } from "./findings.ts";
import { part, type Letter, type LetterFacts, type LetterKind, type LetterPart } from "./parts.ts";

/** What is decided of somebody, as the store calls it. */
export type LetterChoice = "hire" | "no" | "ask-for-a-fix";

/** Which letters answer a decision, the one that serves most first. */
export function lettersAfter(
  choice: LetterChoice,
  { isTested }: { readonly isTested: boolean },
): readonly LetterKind[] {
  if (choice === "hire") return ["offer"];
  if (choice === "ask-for-a-fix") return ["fix"];
  // Findings are what they get for their evening; without any, a short no is all there is to say.
  return isTested ? ["feedback", "no"] : ["no"];
}

/** A draft for a person to read and change. Pure: keys and facts, whose sentences are made where it is shown. */
export function letterOf(kind: LetterKind, facts: LetterFacts): Letter {
  const { organization, role } = facts;
  return {
    subject: part(`letters.${kind}.subject`, { organization, role }),
    parts: [
      part("letters.hello", { candidate: facts.candidate }),
      ...bodies[kind](facts),
      part(`letters.${kind}.end`),
      part("letters.from", { sender: facts.sender, organization }),
    ],
  };
}

const bodies: Readonly<Record<LetterKind, (facts: LetterFacts) => readonly LetterPart[]>> = {
  offer: ({ organization, role, strengths, hasPlan }) => [
    part("letters.offer", { organization, role }),
    ...strengthParts("letters.offer.strengths", strengths),
    part("letters.offer.terms"),
    ...(hasPlan ? [part("letters.offer.plan")] : []),
  ],
  feedback: (facts) => [
    part("letters.feedback", { role: facts.role, task: facts.task }),
    part("letters.reason"),
    ...strengthParts("letters.strengths", facts.strengths),
    ...findingParts(facts),
    part(facts.hasPage ? "letters.report" : "letters.report.by-hand"),
  ],
  no: ({ role }) => [part("letters.no", { role }), part("letters.reason")],
  fix: ({ role, findings: [first], by, hasPage }) => [
    part("letters.fix", { role }),
    ...(first === undefined
      ? [part("letters.fix.own")]
      : [
          part("letters.fix.finding", { title: first.title }),
          part("letters.fix.why", { why: first.why }),
          part("letters.fix.good", { question: first.question, good: first.good }),
        ]),
    part(hasPage ? "letters.fix.by" : "letters.fix.by-hand", { by }),
  ],
};

function strengthParts(
  heading: "letters.offer.strengths" | "letters.strengths",
  strengths: readonly string[],
): readonly LetterPart[] {
  if (strengths.length === 0) return [];
  const items = strengths.slice(0, mostStrengths).map((title) => part("letters.strength", { title }));
  return [part(heading), ...items.map((item) => ({ ...item, isItem: true as const }))];
}

const mostStrengths = 4;

/** What a draft leaves for its writer, such as "[the pay]": a letter is not ready while one is in it. */
export function unfilledIn(text: string): readonly string[] {
  return [...text.matchAll(/\[[^\][\n]{3,}\]/g)].map(([place]) => place);
}
