import type { Reading } from "../reading/reading.ts";
import { visible, visibleLines } from "../text/visible.ts";
import { Section } from "./parts.tsx";

/** Why the evaluation ended early: told before all else, since there may be nothing else. */
export function ProblemSection({ reading }: { reading: Reading }) {
  const { words, who, result } = reading;
  const { problem } = result;
  if (problem === undefined) return null;
  const about = problem.by === "submission" ? "problem.about" : "problem.about.ours";
  return (
    <Section id="problem" title={words.say("problem.heading")} about={words.say(about, { who })}>
      <div className="pair">
        <div>
          <h3 className="plain">{words.say("problem.happened")}</h3>
          <p className="soft">{visible(problem.message)}</p>
        </div>
        <div>
          <h3 className="plain">{words.say("problem.todo")}</h3>
          <p className="soft">{visible(problem.whatToDo)}</p>
        </div>
      </div>
      <h3 className="plain apart">{words.say("problem.lines")}</h3>
      {problem.lastLines.length === 0 ? (
        <p className="soft">{words.say("problem.no-lines")}</p>
      ) : (
        <pre>{problem.lastLines.map(visibleLines).join("\n")}</pre>
      )}
      <p className="code-line">
        <code>{visible(problem.code)}</code>
      </p>
    </Section>
  );
}
