import { Glyph } from "@assay/report/page";
import { useQuery } from "@tanstack/react-query";
import { catalogueQuery } from "../api/hiring.ts";
import { Answers, Feed } from "../live/answers.tsx";
import { Phases } from "../live/phases.tsx";
import { useNow } from "../live/use-live.ts";
import "../look/live.css";
import { useWords } from "../words/words.tsx";
import { triedQuery, type PortalState } from "./portal-api.ts";
import { useDraft } from "./use-draft.ts";

/** The newest draft: while it is asked, and what came of it. */
export function Draft({
  evaluation,
  challenge,
}: {
  readonly evaluation: string;
  readonly challenge: PortalState["challenge"];
}) {
  const words = useWords();
  const live = useDraft(evaluation);
  const hasEnded = live.endedAt !== undefined;
  const now = useNow(!hasEnded);
  const { data: catalogue = {} } = useQuery(catalogueQuery(challenge.id));
  return (
    <section className="live task-draft" aria-label={words.say("task.found.label")}>
      {hasEnded ? null : (
        <>
          <p className="live-state" role="status">
            <span className={live.state === "running" ? "pulse" : "pulse still"} aria-hidden="true" />
            {words.say(live.state === "running" ? "live.now" : "live.waits")}
          </p>
          <Phases live={live} />
          <Answers live={live} catalogue={catalogue} />
          <Feed live={live} catalogue={catalogue} now={now} most={6} />
        </>
      )}
      {hasEnded ? <Found evaluation={evaluation} /> : null}
    </section>
  );
}

/** What is to be looked at comes first. */
const order: readonly string[] = ["fail", "our-error", "not-established", "pass"];

function Found({ evaluation }: { readonly evaluation: string }) {
  const words = useWords();
  const { data } = useQuery(triedQuery(evaluation));
  if (data === undefined) return null;
  const { problem, findings, could_not_run: couldNotRun, state } = data;
  const counted = findings
    .filter(({ outcome }) => outcome !== "not-applicable")
    .toSorted((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  const passed = counted.filter(({ outcome }) => outcome === "pass").length;
  return (
    <div role="status">
      {state === "cancelled" ? <p>{words.say("task.state.cancelled")}</p> : null}
      {problem === null ? null : (
        <>
          <h3>{words.say("task.found.problem")}</h3>
          <p className="task-said">{problem.message}</p>
          <p className="task-said">{problem.what_to_do}</p>
          {problem.last_lines.length === 0 ? null : (
            <>
              <p className="small quiet">{words.say("task.found.lines")}</p>
              <pre tabIndex={0} role="group" aria-label={words.say("task.found.lines")}>
                {problem.last_lines.join("\n")}
              </pre>
            </>
          )}
        </>
      )}
      {couldNotRun && problem === null ? <p className="task-said">{words.say("task.found.core")}</p> : null}
      {counted.length === 0 ? null : (
        <>
          <h3>{words.say("task.found.passed", { passed, total: counted.length })}</h3>
          <ul className="task-findings">
            {counted.map(({ check, outcome, title, sentence }) => (
              <li key={check}>
                <Glyph shape={outcome} label={words.say(`outcome.${outcome}`)} />
                <span>
                  {title}
                  {outcome === "pass" ? null : <small>{sentence}</small>}
                </span>
                <span className="quiet small" aria-hidden="true">
                  {words.say(`outcome.${outcome}`)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
