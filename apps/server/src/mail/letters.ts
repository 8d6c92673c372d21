import type { AiPolicy } from "@assay/store";

/** What each letter tells of. */
export interface LetterFacts {
  /** By a person, who signs it. */
  readonly written: { readonly subject: string; readonly text: string };
  readonly "reset-password": { readonly name: string; readonly link: string };
  readonly "member-invitation": { readonly organization: string; readonly inviter: string; readonly link: string };
  readonly invitation: {
    readonly name: string;
    readonly organization: string;
    readonly role: string;
    readonly challenge: string;
    readonly pays: string;
    readonly aiPolicy: AiPolicy;
    readonly due: Date;
    readonly link: string;
  };
  readonly "follow-up": {
    readonly name: string;
    readonly organization: string;
    readonly role: string;
    /** What the change is called. */
    readonly change: string;
    readonly minutes: number;
    readonly due: Date;
    readonly link: string;
  };
}
export type LetterKind = keyof LetterFacts;

const aiPolicies: Readonly<Record<AiPolicy, string>> = {
  welcome: "Help from AI is welcome. Say in your note what you used.",
  "tell-us": "Help from AI is allowed. Say in your note where it helped.",
  "please-do-not": "Please write the code yourself, without help from AI.",
};

const letters: {
  readonly [K in LetterKind]: (facts: LetterFacts[K]) => { subject: string; lines: readonly string[] };
} = {
  written: ({ subject, text }) => ({ subject, lines: [text] }),
  "reset-password": ({ name, link }) => ({
    subject: "Choose a new password for Assay",
    lines: [
      `Hello ${name},`,
      "",
      "with this link you choose a new password. It is good for an hour, once:",
      "",
      link,
      "",
      "If you didn't ask for it, there is nothing to do.",
    ],
  }),
  "member-invitation": ({ organization, inviter, link }) => ({
    subject: `${inviter} invites you to ${organization} on Assay`,
    lines: [
      "Hello,",
      "",
      `${inviter} would like you to help ${organization} choose whom to hire. With this link you make your account. It is good for a week, once:`,
      "",
      link,
      "",
      "If you don't know why you got this, there is nothing to do.",
    ],
  }),
  "follow-up": ({ name, organization, role, change, minutes, due, link }) => ({
    subject: `${organization}: a change to your own work for ${role}`,
    lines: [
      `Hello ${name},`,
      "",
      `${organization} has seen your work for the role "${role}", and asks for one change to it: "${change}". Everyone in this role is asked for the same. It should take about ${String(minutes)} minutes, which is our estimate.`,
      "",
      "You do it at home, with your own tools, and nobody watches. Help that was allowed before is allowed here too.",
      "",
      `Please send it by ${new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" }).format(due)}. If you need more time, just ask for it on the page.`,
      "",
      "Everything is here:",
      "",
      link,
      "",
      "This link is yours alone: please don't pass it on.",
    ],
  }),
  invitation: ({ name, organization, role, challenge, pays, aiPolicy, due, link }) => ({
    subject: `${organization}: a small task for ${role}`,
    lines: [
      `Hello ${name},`,
      "",
      `${organization} would like to see how you work, for the role "${role}". It is one small, real problem, "${challenge}": two to three hours by our estimate, with your own tools.`,
      ...["", pays === "" ? "It is not paid." : `It pays: ${pays}. The price is the same for everyone.`],
      "",
      aiPolicies[aiPolicy],
      "",
      `Please send it by ${new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" }).format(due)}. If you need more time, just ask for it on the page.`,
      "",
      "Everything is here, without an account:",
      "",
      link,
      "",
      "This link is yours alone: please don't pass it on.",
    ],
  }),
};

export function letterOf<K extends LetterKind>(kind: K, facts: LetterFacts[K]): { subject: string; text: string } {
  const { subject, lines } = letters[kind](facts);
  // A name with a line break in it would add lines to the head of the letter.
  const oneLine = subject.replaceAll(/\s+/g, " ");
  const text = `${lines.join("\n")}\n`;
  return { subject: oneLine, text: kind === "written" ? text : `${text}\nAssay: test, not guess\n` };
}
