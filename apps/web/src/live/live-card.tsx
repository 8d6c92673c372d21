import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { catalogueQuery, type Running } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import "../look/live.css";
import { useWords } from "../words/words.tsx";
import { Answers, Feed } from "./answers.tsx";
import { Cancel } from "./cancel.tsx";
import { headlineOf } from "./headline.ts";
import { Meanwhile } from "./meanwhile.tsx";
import { Phases } from "./phases.tsx";
import { useLive, useNow } from "./use-live.ts";

const newest = 6;

/** One evaluation while it runs, on the first page. */
export function LiveCard({ run }: { readonly run: Running }) {
  const words = useWords();
  const { live, isAway } = useLive(run.evaluation);
  const { data: catalogue = {} } = useQuery(catalogueQuery(run.challenge));
  const { data: me } = useQuery(meQuery);
  const isRunning = live.endedAt === undefined;
  const now = useNow(isRunning);
  const state = live.state === "connecting" ? run.state : live.state;
  return (
    <section className="live" aria-labelledby="live-name">
      <p className="live-state">
        <span className={state === "running" ? "pulse" : "pulse still"} aria-hidden="true" />
        {words.say(state === "running" ? "live.now" : state === "waiting" ? "live.waits" : `live.${state}`)}
      </p>
      <h2 id="live-name">{run.name}</h2>
      <p className="live-sub">{headlineOf(live, run.challenge_title, now, words)}</p>
      <Phases live={live} />
      <Answers live={live} catalogue={catalogue} />
      <Meanwhile live={live} isAway={isAway} />
      <Feed live={live} catalogue={catalogue} now={now} most={newest} />
      <div className="live-acts">
        {live.state === "done" ? (
          <Button
            renderRoot={(props) => (
              <Link {...props} to="/evaluations/$evaluation" params={{ evaluation: run.evaluation }} />
            )}
          >
            {words.say("runs.report")}
          </Button>
        ) : (
          <Button
            renderRoot={(props) => (
              <Link {...props} to="/evaluations/$evaluation/live" params={{ evaluation: run.evaluation }} />
            )}
          >
            {words.say("live.watch")}
          </Button>
        )}
        {isRunning && mayRecruit(me) ? <Cancel evaluation={run.evaluation} name={run.name} /> : null}
      </div>
    </section>
  );
}
