import { science } from "@assay/hiring";
import { Source } from "../figures/source.tsx";
import { useWords } from "../words/words.tsx";

/** What is known about asking like this, each with where it is from: nothing is claimed beyond it. */
export function WhyLikeThis() {
  const words = useWords();
  const found = new Map(science.validity.rows.map(([name, value]) => [name, Number(value)]));
  const { panelInterview: panel, separateInterviewers: apart } = science.reliability;
  const figure = (value: number | undefined) => words.number(value ?? 0);
  return (
    <section className="kit-section why" aria-labelledby="why">
      <h2 id="why">{words.say("kit.why")}</h2>
      <div>
        <p>
          {words.say("kit.why.validity", {
            structured: figure(found.get("Structured interview")),
            free: figure(found.get("Unstructured interview")),
          })}
        </p>
        <Source figure="validity" about={words.say("kit.why.validity.about")} />
      </div>
      <div>
        <p>{words.say("kit.why.reliability", { panel: figure(panel), apart: figure(apart) })}</p>
        <Source figure="reliability" about={words.say("kit.why.reliability.about")} />
      </div>
      <div>
        <p>{words.say("kit.why.watched")}</p>
        <Source figure="being-watched" about={words.say("kit.why.watched.about")} />
      </div>
    </section>
  );
}
