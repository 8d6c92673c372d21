import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { inWordsQuery, planQuery, type Plan } from "../api/after.ts";
import { api, done } from "../api/client.ts";
import { applicationQuery } from "../api/hiring.ts";
import { decisionsQuery } from "../api/judgement.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { NameNote } from "../blind/name-note.tsx";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import "../look/forms.css";
import "../look/home.css";
import "../look/plan.css";
import type { PlanActs } from "../plan/acts.ts";
import { PlanView } from "../plan/plan-view.tsx";
import { SharePlan } from "../plan/share-plan.tsx";
import { StartPlan } from "../plan/start-plan.tsx";
import { takeCalendar } from "../plan/take-calendar.ts";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** The first 90 days of somebody who got an offer, from the hirer's side. */
export function PlanPage(): ReactNode {
  const words = useWords();
  const application = useNamed("application");
  const { data: me } = useQuery(meQuery);
  const recruits = mayRecruit(me);
  const card = useQuery(applicationQuery(application));
  const plan = useQuery(planQuery(application));
  const decisions = useQuery(decisionsQuery(application));
  const needsDraft = recruits && plan.data?.plan === null;
  const found = useQuery({ ...inWordsQuery(application), enabled: needsDraft });
  const acts = usePlanActs(application);
  const name = card.data?.name ?? "";
  useTitle(words.say("first.title", { name }));
  const error = card.error ?? plan.error ?? decisions.error ?? found.error;
  if (error !== null) return <Wrong error={error} reset={() => void Promise.all([card.refetch(), plan.refetch()])} />;
  if (me === undefined || card.data === undefined || plan.data === undefined || decisions.data === undefined) {
    return <Loading />;
  }
  const hasOffer = decisions.data.some(({ choice, undone_at }) => choice === "hire" && undone_at === null);

  const body = () => {
    if (plan.data.plan !== null) {
      const { change, add, setTimes, ...both } = acts;
      return (
        <PlanView
          plan={plan.data.plan}
          names={{ starter: name, organization: me.organization.name }}
          acts={recruits ? acts : both}
          more={recruits ? <SharePlan application={application} name={name} /> : null}
        />
      );
    }
    if (!hasOffer) {
      return (
        <div className="empty">
          <b>{words.say("first.no-offer")}</b>
          <p className="soft">{words.say("first.no-offer.text")}</p>
          <Button
            variant="filled"
            renderRoot={(props) => <Link {...props} to="/candidates/$application/decide" params={{ application }} />}
          >
            {words.say("letter.decide")}
          </Button>
        </div>
      );
    }
    if (!recruits) return <p>{words.say("first.reader")}</p>;
    return found.data === undefined ? <Loading /> : <StartPlan {...{ application, name, found: found.data }} />;
  };

  return (
    <div className="plan-page">
      <header>
        <h1>{words.say("first.title", { name })}</h1>
        <p>
          {words.say("first.about")} {words.say("first.never")}
        </p>
        <NameNote card={card.data} />
      </header>
      <CandidatePlaces application={application} name={name} />
      {body()}
    </div>
  );
}

/** As a member asks for it. */
function usePlanActs(application: string): Required<PlanActs> {
  const known = useQueryClient();
  const shown = (plan: Plan) => {
    known.setQueryData(planQuery(application).queryKey, { plan });
  };
  const ofItem = (item: string) => ({ params: { path: { item } } });
  return {
    tick: async ({ id }, isDone) => {
      shown(await done(api.PUT("/api/v1/plan-items/{item}/done", { ...ofItem(id), body: { done: isDone } })));
    },
    write: async ({ id }, text) => {
      shown(await done(api.POST("/api/v1/plan-items/{item}/lines", { ...ofItem(id), body: { text } })));
    },
    change: async ({ id }, to) => {
      shown(await done(api.PUT("/api/v1/plan-items/{item}", { ...ofItem(id), body: to })));
    },
    setTimes: async (times) => {
      const asked = { params: { path: { application } }, body: times };
      shown(await done(api.PUT("/api/v1/applications/{application}/plan/times", asked)));
    },
    add: async (kind, item) => {
      const asked = { params: { path: { application } }, body: { kind, ...item } };
      shown(await done(api.POST("/api/v1/applications/{application}/plan/items", asked)));
    },
    takeCalendar: () => takeCalendar(`/api/v1/applications/${application}/plan/calendar`),
  };
}
