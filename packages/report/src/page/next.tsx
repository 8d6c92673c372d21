import type { Reading } from "../reading/reading.ts";
import { Section } from "./parts.tsx";

interface Step {
  readonly title: string;
  readonly about: string;
}

export function Next({ reading }: { reading: Reading }) {
  const { words } = reading;
  return (
    <Section id="next" title={words.say("next.heading")}>
      <ol className="next">
        {stepsOf(reading).map(({ title, about }, at) => (
          <li key={title}>
            <span className="number" aria-hidden="true">
              {at + 1}
            </span>
            <div>
              <h3 className="plain">{title}</h3>
              <p>{about}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function stepsOf({ words, who, result, told, failures, titleOf }: Reading): readonly Step[] {
  const rerun = { title: words.say("next.rerun"), about: words.say("next.rerun.about") };
  const hear = { title: words.say("next.hear", { who }), about: words.say("next.hear.about", { who }) };
  const worst = failures[0];
  const talk = {
    title: words.say("next.talk", { who }),
    about: worst === undefined ? words.say("next.talk.clean") : words.say("next.talk.findings", { count: told.length }),
  };
  const fix =
    worst === undefined
      ? []
      : [{ title: words.say("next.fix"), about: words.say("next.fix.about", { title: titleOf(worst) }) }];
  switch (result.verdict) {
    case "our-mistake":
      return [rerun];
    case "could-not-run":
      if (result.problem === undefined) return [talk, ...fix, hear];
      return [
        { title: words.say("next.send-reason", { who }), about: words.say("next.send-reason.about") },
        { title: words.say("next.again"), about: words.say("next.again.about") },
      ];
    case "cannot-say":
      return [
        { title: words.say("next.missing"), about: words.say("next.missing.about") },
        ...(result.checks.length > 0 ? [talk, ...fix, hear] : []),
      ];
    default:
      return [talk, ...fix, hear];
  }
}
