import { letterOf, letterText, type LetterKind } from "@assay/hiring";
import type { InWords } from "../api/after.ts";
import type { Words } from "../words/words.tsx";

/** How long a fix may take. Days. */
const fixDays = 7;

/** A draft as text, from what was decided and what was found. */
export function draftOf(
  kind: LetterKind,
  about: {
    readonly candidate: string;
    readonly organization: string;
    readonly role: string;
    readonly sender: string;
    readonly found: InWords;
    readonly hasPlan: boolean;
    readonly hasPage: boolean;
  },
  words: Words,
): { readonly subject: string; readonly text: string } {
  const { found, ...names } = about;
  const { subject, parts } = letterOf(kind, {
    ...names,
    task: found.task,
    strengths: found.strengths.map(({ title }) => title),
    findings: found.failures.map(({ is_disputed: isDisputed, said_by: saidBy, ...failure }) => ({
      ...{ severity: failure.severity, title: failure.title, why: failure.why },
      ...{ question: failure.question, good: failure.good, isDisputed },
      ...(saidBy === null ? {} : { saidBy }),
    })),
    takenBack: found.taken_back.map(({ title }) => title),
    by: words.weekday(new Date(Date.now() + fixDays * 86_400_000).toISOString()),
  });
  return {
    subject: words.say(subject.key, subject.values),
    text: letterText(parts, ({ key, values }) => words.say(key, values)),
  };
}
