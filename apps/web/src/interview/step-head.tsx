import type { RefObject } from "react";
import { useWords, type Words } from "../words/words.tsx";
import type { Step } from "./steps.ts";

/** What is asked now, as large as it is read out. */
export function StepHead({ step, head }: { readonly step: Step; readonly head: RefObject<HTMLHeadingElement | null> }) {
  const words = useWords();
  return (
    <header>
      <p className="part-of">{partOf(step, words)}</p>
      {step.kind === "result" ? <p className="soft">{step.question.check.title}</p> : null}
      <h2
        id="asked-now"
        ref={head}
        tabIndex={-1}
        className={step.kind === "story" || step.kind === "result" ? "spoken" : undefined}
      >
        {askedIn(step, words)}
      </h2>
    </header>
  );
}

/** In quotes what is read out. */
function askedIn(step: Step, words: Words): string {
  if (step.kind === "story") return words.say("sheet.quoted", { text: words.say(`kit.${step.part}.question`) });
  if (step.kind === "result") return words.say("sheet.quoted", { text: step.question.check.ask.question });
  return words.say(`step.${step.part}`);
}

/** Above the question: what it is about, or why it is asked. */
function partOf(step: Step, words: Words): string {
  if (step.kind === "story") return words.say(`subject.${step.part}`);
  if (step.kind === "result") {
    return words.say("step.own-result.because", { because: words.say(`kit.because.${step.question.because}`) });
  }
  return words.say(`step.${step.part}.above`);
}
