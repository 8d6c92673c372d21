import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery } from "../api/hiring.ts";
import { decisionsQuery, ratingsQuery, type Choice } from "../api/judgement.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import { DecisionForm } from "../judgement/decision-form.tsx";
import { Decisions } from "../judgement/decisions.tsx";
import { OthersRatings } from "../judgement/others-ratings.tsx";
import { RatingForm } from "../judgement/rating-form.tsx";
import "../look/forms.css";
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
  useTitle(words.say("decide.title", { name: card.data?.name ?? "" }));
  const error = card.error ?? ratings.error ?? decisions.error;
  if (error !== null)
    return <Wrong error={error} reset={() => void Promise.all([card.refetch(), ratings.refetch()])} />;
  if (me === undefined || card.data === undefined || ratings.data === undefined || decisions.data === undefined) {
    return <Loading />;
  }
  const { name, evaluation, rated_by: ratedBy } = card.data;
  const { mine, others } = ratings.data;
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
      </header>
      <CandidatePlaces application={application} name={name} />
      {me.access === "reader" ? null : (
        <section className="judged" aria-labelledby="mine">
          <h2 id="mine">{words.say("rate.title")}</h2>
          <p className="soft">{words.say("rate.text")}</p>
          <RatingForm application={application} mine={mine} />
        </section>
      )}
      <OthersRatings others={others} ratedBy={ratedBy} />
      <Decisions made={decisions.data} recruits={mayRecruit(me)} />
      <section className="decision" aria-labelledby="decision">
        <div>
          <h2 id="decision">{words.say("decide.heading")}</h2>
          <p className="soft">{words.say("decide.text", { name })}</p>
          {evaluation?.state === "done" ? (
            <p className="soft">
              {words.say("decide.open")}{" "}
              <Link to="/evaluations/$evaluation" params={{ evaluation: evaluation.id }}>
                {words.say("decide.open.link")}
              </Link>
            </p>
          ) : null}
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
