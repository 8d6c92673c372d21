import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, done } from "../api/client.ts";
import { evaluationsQuery, homeQuery, type Card, type Evaluation } from "../api/hiring.ts";
import { Cancel } from "../live/cancel.tsx";
import { Verdict } from "../report/verdict.tsx";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Every run of the first work, or of the change to it, newest first. */
export function Runs({
  card,
  recruits,
  of = "first",
}: {
  readonly card: Card;
  readonly recruits: boolean;
  readonly of?: "first" | "follow-up";
}) {
  const words = useWords();
  const runs = useQuery(evaluationsQuery(card.id));
  const mine = runs.data?.filter(({ follow_up }) => (follow_up === null) === (of === "first"));
  return (
    <section className="candidate-part" aria-labelledby="runs">
      <h2 id="runs">{words.say(of === "first" ? "runs.title" : "follow-up.runs")}</h2>
      {of === "first" ? null : <p className="soft">{words.say("follow-up.runs.text")}</p>}
      {mine === undefined ? (
        runs.error === null ? null : (
          <Wrong error={runs.error} reset={() => void runs.refetch()} />
        )
      ) : mine.length === 0 ? (
        <p className="soft">{words.say("runs.none")}</p>
      ) : (
        <ul className="runs">
          {mine.map((run) => (
            <Run key={run.id} run={run} name={card.name} recruits={recruits} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Run({ run, name, recruits }: { readonly run: Evaluation; readonly name: string; readonly recruits: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const { id: evaluation, state, verdict, problem, asked_at } = run;
  const again = useMutation({
    mutationFn: () => done(api.POST("/api/v1/evaluations/{evaluation}/again", { params: { path: { evaluation } } })),
    onSuccess: async () => {
      notifications.show({ color: "ink", message: words.say("runs.again.now") });
      for (const queryKey of [["evaluations"], homeQuery.queryKey, ["application"], ["board"]]) {
        await known.invalidateQueries({ queryKey });
      }
    },
  });
  const hasEnded = state !== "waiting" && state !== "running";
  return (
    <li>
      <div>
        {verdict === null ? <b>{words.say(`runs.${state}`)}</b> : <Verdict verdict={verdict} />}
        <p className="soft small">{words.say("runs.asked", { when: words.time(asked_at) })}</p>
        {problem === null ? null : <p className="soft">{problem.message}</p>}
        {again.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(again.error, words)}
          </p>
        )}
      </div>
      <div className="form-acts">
        {hasEnded ? null : (
          <Button
            renderRoot={(props) => <Link {...props} to="/evaluations/$evaluation/live" params={{ evaluation }} />}
          >
            {words.say("runs.watch")}
          </Button>
        )}
        {state === "done" ? (
          <Button renderRoot={(props) => <Link {...props} to="/evaluations/$evaluation" params={{ evaluation }} />}>
            {words.say("runs.report")}
          </Button>
        ) : null}
        {hasEnded && recruits ? (
          <Button
            loading={again.isPending}
            onClick={() => {
              again.mutate();
            }}
          >
            {words.say("runs.again")}
          </Button>
        ) : null}
        {!hasEnded && recruits ? <Cancel evaluation={evaluation} name={name} /> : null}
      </div>
    </li>
  );
}
