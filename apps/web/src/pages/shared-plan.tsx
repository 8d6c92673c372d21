import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, done, Refused } from "../api/client.ts";
import "../look/forms.css";
import "../look/plan.css";
import type { PlanActs } from "../plan/acts.ts";
import { planAuthorization } from "../plan/plan-token.ts";
import { PlanView } from "../plan/plan-view.tsx";
import { takeCalendar } from "../plan/take-calendar.ts";
import { Frame } from "../shell/frame.tsx";
import { Loading } from "../shell/loading.tsx";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

const opened = ["opened-plan"] as const;

/** The first 90 days for whoever starts: by link, without an account. */
export function SharedPlan(): ReactNode {
  const words = useWords();
  const known = useQueryClient();
  const headers = planAuthorization();
  const shared = useQuery({
    queryKey: opened,
    queryFn: () => done(api.GET("/api/v1/plan", { headers })),
    refetchInterval: ({ state }) => (state.error === null ? 30_000 : false),
  });
  useTitle(words.say("first.yours", { organization: shared.data?.organization ?? "" }));
  const ofItem = (item: string) => ({ params: { path: { item } }, headers });
  const acts: PlanActs = {
    tick: async ({ id }, isDone) => {
      const answer = await done(api.PUT("/api/v1/plan/items/{item}/done", { ...ofItem(id), body: { done: isDone } }));
      known.setQueryData(opened, answer);
    },
    write: async ({ id }, text) => {
      known.setQueryData(
        opened,
        await done(api.POST("/api/v1/plan/items/{item}/lines", { ...ofItem(id), body: { text } })),
      );
    },
    takeCalendar: () => takeCalendar("/api/v1/plan/calendar", headers),
  };
  return (
    <Frame>
      {shared.error instanceof Refused && shared.error.body.status === 401 ? (
        <div className="wrong">
          <h1>{words.say("first.gone")}</h1>
          <p>{words.say("first.gone.text")}</p>
        </div>
      ) : shared.error !== null ? (
        <Wrong error={shared.error} reset={() => void shared.refetch()} />
      ) : shared.data === undefined ? (
        <Loading />
      ) : (
        <div className="plan-page">
          <header>
            <h1>{words.say("first.yours", { organization: shared.data.organization })}</h1>
            <p>
              {words.say("first.yours.about")} {words.say("first.never")}
            </p>
          </header>
          <PlanView
            plan={shared.data.plan}
            names={{ starter: shared.data.name, organization: shared.data.organization }}
            acts={acts}
          />
        </div>
      )}
    </Frame>
  );
}
