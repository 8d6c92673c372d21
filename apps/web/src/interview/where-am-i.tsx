import { useWords } from "../words/words.tsx";
import type { Step } from "./steps.ts";

/** Every part of the interview, closed until somebody wants to go elsewhere. */
export function WhereAmI({
  steps,
  at,
  go,
}: {
  readonly steps: readonly Step[];
  readonly at: number;
  readonly go: (to: number) => void;
}) {
  const words = useWords();
  return (
    <details className="where-am-i">
      <summary>{words.say("interview.where", { at: at + 1, all: steps.length })}</summary>
      <ol>
        {steps.map((step, index) => (
          <li key={step.id}>
            <button
              type="button"
              className="plain"
              aria-current={index === at ? "step" : undefined}
              onClick={() => {
                go(index);
              }}
            >
              {step.kind === "story"
                ? words.say(`subject.${step.part}`)
                : step.kind === "result"
                  ? step.question.check.title
                  : words.say(`step.${step.part}`)}
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
