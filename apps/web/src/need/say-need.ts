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
  const first = build.slice(0, 4).map((one) => `- ${words.say(`needed.build.${one}` as WordKey)}`);
  return {
    title: words.say(`needed.draft.title.${what}`),
    about: [
      words.say(`needed.draft.kind.${what}`),
      ...(first.length === 0 ? [] : ["", words.say("needed.draft.first"), ...first]),
    ].join("\n"),
  };
}
