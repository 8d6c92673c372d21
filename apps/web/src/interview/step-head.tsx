import type { RefObject } from "react";
import { useWords } from "../words/words.tsx";
import type { Step } from "./steps.ts";

/** What is asked now, as large as it is read out. */
export function StepHead({
  step,
  name,
  head,
}: {
  readonly step: Step;
  readonly name: string;
  readonly head: RefObject<HTMLHeadingElement | null>;
}) {
  const words = useWords();
  const quoted = (text: string) => words.say("sheet.quoted", { text });
  const question =
    step.kind === "story"
      ? quoted(words.say(`kit.${step.competency}.question`))
      : step.kind === "result"
        ? quoted(step.question.check.ask.question)
        : undefined;
  return (
    <header>
      <p className="part-of">{partOf(step, words)}</p>
      {step.kind === "result" ? <p className="soft">{step.question.check.title}</p> : null}
      <h2 id="asked-now" ref={head} tabIndex={-1} className={question === undefined ? undefined : "spoken"}>
        {question ?? words.say(`step.${step.part}`, { name })}
      </h2>
    </header>
  );
}

/** Above the question: what it is about, or why it is asked. */
export function partOf(step: Step, words: ReturnType<typeof useWords>): string {
  if (step.kind === "story") return words.say(`subject.${step.competency}`);
  if (step.kind === "result") {
    return words.say("step.own-result.because", { because: words.say(`kit.because.${step.question.because}`) });
  }
  return words.say(`step.${step.part}.above`);
}
