import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery } from "../api/hiring.ts";
import { interviewQuery, scorecardsQuery } from "../api/interview.ts";
import { decisionsQuery, ratingsQuery, type Choice } from "../api/judgement.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { NameNote } from "../blind/name-note.tsx";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import { AfterDecision } from "../letters/after-decision.tsx";
import { DecisionForm } from "../judgement/decision-form.tsx";
import { Decisions } from "../judgement/decisions.tsx";
import { draftOf } from "../interview/draft.ts";
import { notedAt } from "../interview/use-notes.ts";
import { DecideTicks } from "../judgement/decide-ticks.tsx";
import { OthersRatings } from "../judgement/others-ratings.tsx";
import { RatingForm } from "../judgement/rating-form.tsx";
import "../look/forms.css";
import "../look/interview.css";
import "../look/judgement.css";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

const choices = ["hire", "ask-for-a-fix", "no"] as const satisfies readonly Choice[];

/** What one thinks of somebody's work, what others think, and what is decided. */
export function Decide(): ReactNode {
  const words = useWords();
  const application = useNamed("application");
  const { data: me } = useQuery(meQuery);
  const card = useQuery(applicationQuery(application));
  const ratings = useQuery(ratingsQuery(application));
  const decisions = useQuery(decisionsQuery(application));
  const interview = useQuery(interviewQuery(application));
  const scorecards = useQuery(scorecardsQuery(application));
  useTitle(words.say("decide.title", { name: card.data?.name ?? "" }));
  const error = card.error ?? ratings.error ?? decisions.error ?? interview.error ?? scorecards.error;
  if (error !== null)
    return <Wrong error={error} reset={() => void Promise.all([card.refetch(), ratings.refetch()])} />;
  if (me === undefined || card.data === undefined || ratings.data === undefined || decisions.data === undefined) {
    return <Loading />;
  }
  if (interview.data === undefined || scorecards.data === undefined) return <Loading />;
  const { name, evaluation, role_id: role, rated_by: ratedBy } = card.data;
  const { mine } = ratings.data;
  const { rule, talk, opened } = scorecards.data;
  const decide = (choice: string, reason: string) =>
    done(
      api.POST("/api/v1/applications/{application}/decision", {
        params: { path: { application } },
        body: { choice: choice as Choice, reason },
      }),
    );
  return (
    <div className="decide">
      <header>
        <p className="date">
          <Link to="/candidates/$application" params={{ application }}>
            {words.say("decide.back", { name })}
          </Link>
        </p>
        <h1>{words.say("decide.title", { name })}</h1>
        <NameNote card={card.data} />
      </header>
      <CandidatePlaces application={application} name={name} />
      {me.access === "reader" ? null : (
        <section className="judged" aria-labelledby="mine">
          <h2 id="mine">{words.say("rate.title")}</h2>
          <p className="soft">{words.say("rate.text")}</p>
          <RatingForm
            application={application}
            mine={mine}
            draft={draftOf(mine, (place) => notedAt(interview.data.mine, place))}
          />
        </section>
      )}
      <OthersRatings
        {...{ application, role, ratedBy, rule, talk }}
        ratings={ratings.data}
        interview={interview.data}
      />
      {card.data.stage === "decided" && mine === null && decisions.data.length === 0 && me.access !== "reader" ? (
        <section className="judged" aria-labelledby="decided">
          <h2 id="decided">{words.say("decide.before")}</h2>
          <p className="soft">{words.say("decide.unseen")}</p>
        </section>
      ) : null}
      <Decisions made={decisions.data} recruits={mayRecruit(me)} />
      {mayRecruit(me) ? <AfterDecision {...{ application, name }} decisions={decisions.data} /> : null}
      <section className="decision" aria-labelledby="decision">
        <div>
          <h2 id="decision">{words.say("decide.heading")}</h2>
          <p className="soft">{words.say("decide.text", { name })}</p>
          <DecideTicks
            report={evaluation === null || opened === null ? null : { evaluation: evaluation.id, opened }}
            isRated={mine !== null}
            others={ratedBy.filter((person) => person !== mine?.person)}
          />
        </div>
        {mayRecruit(me) ? (
          <DecisionForm
            choices={choices.map((value) => ({ value, label: words.say(`choice.${value}`) }))}
            save={decide}
          />
        ) : (
          <p>{words.say("decide.reader")}</p>
        )}
      </section>
    </div>
  );
}
