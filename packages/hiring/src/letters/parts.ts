import type { LettersKey } from "../words/en-letters.ts";

export const letterKinds = ["offer", "feedback", "no", "fix"] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What did not hold up, in the words of its check. */
export interface LetterFinding {
  readonly severity: "blocker" | "serious" | "minor";
  /** What the check is called when it did not hold. */
  readonly title: string;
  readonly why: string;
  readonly question: string;
  /** A good answer to the question, and so what a good fix comes to. */
  readonly good: string;
  /** Whose work it is says that this is wrong, and nobody has answered yet. */
  readonly isDisputed: boolean;
  /** Who said so where a person did, and no check. */
  readonly saidBy?: string;
}

/** What letters are made of. Texts as they are to be read: a date has its words already. */
export interface LetterFacts {
  readonly candidate: string;
  readonly organization: string;
  readonly role: string;
  readonly task: string;
  /** Who writes. */
  readonly sender: string;
  /** Titles of what held, the weightiest first. */
  readonly strengths: readonly string[];
  /** The worst first, as the report orders them. */
  readonly findings: readonly LetterFinding[];
  /** Titles of what a check found and a person took back. */
  readonly takenBack: readonly string[];
  /** Until when a fix is asked for. */
  readonly by: string;
  /** They have a page of ours by a link, where they read the report and hand in; else all goes by hand. */
  readonly hasPage: boolean;
  /** There is a plan for the first 90 days already. */
  readonly hasPlan: boolean;
}

/** One paragraph, or one line of a list. */
export interface LetterPart {
  readonly key: LettersKey;
  readonly values: Readonly<Record<string, string | number>>;
  readonly isItem?: true;
}

export function part(key: LettersKey, values: LetterPart["values"] = {}): LetterPart {
  return { key, values };
}

export interface Letter {
  readonly subject: LetterPart;
  readonly parts: readonly LetterPart[];
}

/** The whole letter as text: a line between paragraphs, none between lines of a list. */
export function letterText(parts: readonly LetterPart[], say: (part: LetterPart) => string): string {
  return parts.reduce((text, part, at) => {
    if (at === 0) return say(part);
    const isWithin = part.isItem === true && parts[at - 1]?.isItem === true;
    return `${text}${isWithin ? "\n" : "\n\n"}${say(part)}`;
  }, "");
}
