import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { aboutQuery, catalogueQuery } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { Answers, Feed } from "../live/answers.tsx";
import { Cancel } from "../live/cancel.tsx";
import { headlineOf } from "../live/headline.ts";
import { Meanwhile } from "../live/meanwhile.tsx";
import { Phases } from "../live/phases.tsx";
import { useLive, useNow } from "../live/use-live.ts";
import "../look/live.css";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Every step and every check of a run as it comes, and where it leads once it has ended. */
export function LivePage(): ReactNode {
  const words = useWords();
  const evaluation = useNamed("evaluation");
  const { data: me } = useQuery(meQuery);
  const about = useQuery(aboutQuery(evaluation));
  const challenge = about.data?.challenge ?? "";
  const { data: catalogue = {} } = useQuery({ ...catalogueQuery(challenge), enabled: challenge !== "" });
  const { live, isAway } = useLive(evaluation);
  const isRunning = live.endedAt === undefined;
  const now = useNow(isRunning);
  const name = about.data?.name ?? "";
  useTitle(words.say("live.title", { name }));
  if (about.isPending) return <Loading />;
  if (about.data === undefined) return <Wrong error={about.error} reset={() => void about.refetch()} />;
  const { application, challenge_title } = about.data;
  const state = live.state === "connecting" ? about.data.state : live.state;
  return (
    <div className="live-page">
      <p className="live-state" role="status">
        <span className={state === "running" ? "pulse" : "pulse still"} aria-hidden="true" />
        {words.say(state === "running" ? "live.now" : state === "waiting" ? "live.waits" : `live.${state}`)}
      </p>
      <h1>{name}</h1>
      <p className="live-sub">{headlineOf(live, challenge_title, now, words)}</p>
      {live.state === "done" || live.state === "failed" || live.state === "cancelled" ? (
        <div className="live-end" role="status">
          <p>{words.say(`live.ended.${live.state}`, { why: live.problem?.message ?? "" })}</p>
          {live.state === "done" ? (
            <Button
              variant="filled"
              renderRoot={(props) => <Link {...props} to="/evaluations/$evaluation" params={{ evaluation }} />}
            >
              {words.say("runs.report")}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Phases live={live} />
      <Answers live={live} catalogue={catalogue} />
      <Meanwhile live={live} isAway={isAway} />
      <Feed live={live} catalogue={catalogue} now={now} />
      <div className="live-acts">
        {isRunning && mayRecruit(me) ? <Cancel evaluation={evaluation} name={name} /> : null}
        {application === null ? null : (
          <Button renderRoot={(props) => <Link {...props} to="/candidates/$application" params={{ application }} />}>
            {words.say("live.back", { name })}
          </Button>
        )}
      </div>
    </div>
  );
}
