import { wordsOf } from "@assay/report/page";
import { useWords } from "../words/words.tsx";
import type { PortalState } from "./portal-api.ts";

const reportWords = wordsOf("en");
type AreaWord = Extract<Parameters<typeof reportWords.say>[0], `area.${string}`>;

/** What is asked by area: what can be tried by its title, the rest by what it is about. */
export function Judged({ challenge }: { readonly challenge: PortalState["challenge"] }) {
  const words = useWords();
  return (
    <section className="task-part" aria-labelledby="judged">
      <h2 id="judged">{words.say("task.judged")}</h2>
      <p>{words.say("task.judged.text", { count: challenge.checks })}</p>
      <ul className="task-areas">
        {challenge.areas.map(({ area, checks, open, subjects }) => (
          <li key={area}>
            <h3>
              {area === "works-as-asked"
                ? words.say("task.judged.as-asked")
                : reportWords.say(`area.${area}` as AreaWord)}{" "}
              <span className="quiet small">{words.say("task.judged.count", { count: checks })}</span>
            </h3>
            {open.length === 0 ? null : (
              <>
                <p className="small quiet">{words.say("task.judged.open")}</p>
                <ul className="task-open">
                  {open.map(({ id, title }) => (
                    <li key={id}>{title}</li>
                  ))}
                </ul>
              </>
            )}
            {subjects.length === 0 ? null : (
              <p className="small">
                <span className="quiet">{words.say("task.judged.hidden")}</span> {subjects.join(" · ")}
              </p>
            )}
          </li>
        ))}
        {challenge.extras.length === 0 ? null : (
          <li>
            <h3>{words.say("task.judged.extras")}</h3>
            <p className="small">{challenge.extras.join(" · ")}</p>
            <p className="small quiet">{words.say("task.judged.extras.text")}</p>
          </li>
        )}
      </ul>
    </section>
  );
}
