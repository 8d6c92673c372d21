import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { recallTexts, type RecallFacts } from "../home/recall-texts.ts";
import { useWords } from "../words/words.tsx";
import { triedQuery, type PortalState } from "./portal-api.ts";

/** Where the work stands, once something was handed in. */
export function Now({ state }: { readonly state: PortalState }) {
  const words = useWords();
  const counted = state.sent.find(({ kind, follow_up }) => kind === "final" && follow_up === null);
  const { report, organization, decided_at: decided, fix } = state;
  const recall = state.notices.find(({ kind }) => kind === "recall");
  if (counted === undefined && !report.is_ready && decided === null) return null;
  const [title, text] = told();
  const isBroken = counted?.evaluation?.state === "could-not-run" || counted?.evaluation?.state === "failed";
  return (
    <section className="task-now" role="status">
      <h2>{title}</h2>
      <p>{text}</p>
      {fix === null ? null : <p>{words.say(`task.now.fix.${fix.told ?? "none"}`, { person: fix.by })}</p>}
      {isBroken && counted.evaluation !== null ? <Why evaluation={counted.evaluation.id} /> : null}
      {recall === undefined ? null : (
        <>
          <p>
            <b>{words.say("task.now.recall", { day: words.day(recall.made_at) })}</b>
          </p>
          {recallTexts(recall.facts as unknown as RecallFacts, words).map((text) => (
            <p key={text}>{text}</p>
          ))}
        </>
      )}
      {report.is_ready ? (
        <Button
          {...(state.closed === null ? {} : { variant: "filled" })}
          renderRoot={(props) => <Link {...props} to="/task/report" />}
        >
          {words.say("task.now.report")}
        </Button>
      ) : null}
    </section>
  );

  function told(): readonly [string, string] {
    if (fix !== null) return [words.say("task.now.fix", { person: fix.by }), words.say("task.now.fix.text")];
    if (decided !== null && state.closed === "decided") {
      return [
        words.say("task.now.decided", { day: words.day(decided) }),
        words.say("task.now.decided.text", { organization }),
      ];
    }
    switch (counted?.evaluation?.state) {
      case "running":
        return [words.say("task.now.running"), words.say("task.now.busy.text")];
      case "could-not-run":
      case "failed":
        return [words.say("task.now.again"), words.say("task.now.again.text")];
      case "tested":
        return [
          words.say("task.now.tested"),
          report.on === null ? "" : words.say("task.now.tested.text", { day: words.day(report.on) }),
        ];
      default:
        return [words.say("task.now.waiting"), words.say("task.now.busy.text")];
    }
  }
}

function Why({ evaluation }: { readonly evaluation: string }) {
  const words = useWords();
  const { data } = useQuery(triedQuery(evaluation));
  if (data === undefined) return null;
  const { problem } = data;
  if (problem === null) return <p>{words.say("task.found.core")}</p>;
  return (
    <>
      <p className="task-said">{problem.message}</p>
      <p className="task-said">{problem.what_to_do}</p>
      {problem.last_lines.length === 0 ? null : (
        <pre tabIndex={0} role="group" aria-label={words.say("task.found.lines")}>
          {problem.last_lines.join("\n")}
        </pre>
      )}
    </>
  );
}
