import { notSure, type NeedAnswers, type NeedQuestion } from "@assay/hiring";
import type { WordKey } from "../words/en.ts";
import type { Words } from "../words/words.tsx";

/** An answer in words. */
export function answerText(question: NeedQuestion, answer: string, words: Words): string {
  return words.say(answer === notSure ? "needed.answer.not-sure" : (`needed.answer.${question}.${answer}` as WordKey));
}

/** What becomes of the answers in a role: what it is called, and what is to be built. */
export function roleDraftOf(
  { kind = "other" }: NeedAnswers,
  build: readonly string[],
  words: Words,
): { readonly title: string; readonly about: string } {
  const what = kind === "not-sure" ? "other" : kind;
  const first = build.slice(0, 4).map((one) => `- ${words.say(inOurVoice[one] ?? (`needed.build.${one}` as WordKey))}`);
  return {
    title: words.say(`needed.draft.title.${what}`),
    about: [
      words.say(`needed.draft.kind.${what}`),
      ...(first.length === 0 ? [] : ["", words.say("needed.draft.first"), ...first]),
    ].join("\n"),
  };
}

/** What is said to the hirer as "your" is "our" in a post. */
const inOurVoice: Readonly<Record<string, WordKey | undefined>> = {
  speed: "needed.draft.build.speed",
  "private-pages": "needed.draft.build.private-pages",
  joins: "needed.draft.build.joins",
  "own-rules": "needed.draft.build.own-rules",
};
