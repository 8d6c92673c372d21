import type { RoleRow } from "@assay/store";

export interface HandOver {
  readonly name: string;
  readonly organization: string;
  readonly role: Pick<RoleRow, "title" | "pays" | "decider" | "ai_policy" | "keep_months">;
  readonly due: Date;
  /** The language of the start that lies beside. */
  readonly starter?: string;
}

const aboutHelp = {
  welcome: "Help from programs that write code is welcome. Please say in your note what you used.",
  "tell-us": "If you use a program that writes code, please say so in your note, and where it helped.",
  "please-do-not": "Please write the code yourself, without a program that writes it for you.",
} as const satisfies Record<RoleRow["ai_policy"], string>;

/** What somebody reads first who gets the task as a file: what it is, what happens to it, and how to send it back. */
export function readMe({ name, organization, role, due, starter }: HandOver): string {
  const day = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" }).format(due);
  const decides = role.decider === "" ? `A person at ${organization}` : role.decider;
  return [
    `Hello ${name},`,
    "",
    `${organization} would like to see how you work, for the role "${role.title}".`,
    "It is one small, real problem: two to three hours by our estimate, with your own tools.",
    role.pays === "" ? "It is not paid." : `It pays: ${role.pays}. The price is the same for everyone.`,
    `Please send it back by ${day}. If you need more time, just ask.`,
    "",
    "WHAT IS HERE",
    "",
    "- brief.md: the task, in plain words. Start here.",
    "- contract.yaml: the addresses and answers your program should have (OpenAPI).",
    ...(starter === undefined ? [] : [`- starter/: a start in ${starter}. You need not use it.`]),
    "",
    ...howToSendBack("Put your code in one folder."),
    "",
    "WHAT HAPPENS THEN",
    "",
    "A program called Assay will run your code and report what happened. What it looks at is in the brief.",
    `${decides} decides, not the program. Nobody watches you while you work.`,
    aboutHelp[role.ai_policy],
    "Your code is yours: it is used to look at your work, and for nothing else.",
    `It is kept for ${String(role.keep_months)} months after the decision at most, then deleted.`,
    "",
    "You can ask for another way to show your work, see your results, say that we are wrong, have a person look",
    "again, or have your data deleted where the law lets us. Just write to the person who sent you this.",
    "",
    "Assay: test, not guess",
    "",
  ].join("\r\n");
}

/** Where no page is there to hand it in. */
export function howToSendBack(first: string): readonly string[] {
  return [
    "HOW TO SEND IT BACK",
    "",
    `1. ${first}`,
    "2. Leave out what can be installed again, such as node_modules or a virtual environment.",
    "3. Pack the folder as a .zip or .tar.gz file, of 100 MB at most.",
    "4. Send that file to the person who sent you this one.",
    "5. Add a short note: what you built, what you would do next, what help you used, how long it took.",
  ];
}
