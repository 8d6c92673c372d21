import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Loading } from "../shell/loading.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { download, type PortalState } from "./portal-api.ts";

// What reads Markdown is large, and not needed for what stands above.
const Markdown = lazy(() => import("./markdown.tsx"));

/** The change to the first work: what it is, how it is done, until when; once it is in, where it stands. */
export function Change({ state }: { readonly state: PortalState }) {
  const words = useWords();
  const take = useMutation({
    mutationFn: () => download("/api/v1/portal/follow-up/contract.yaml", "follow-up-contract.yaml"),
  });
  const { follow_up: change, organization, sent } = state;
  if (change === null) return null;
  const counted = sent.find(({ kind, follow_up }) => kind === "final" && follow_up === change.id);
  const isBroken = counted?.evaluation?.state === "could-not-run" || counted?.evaluation?.state === "failed";
  const isLate = change.due_at !== null && change.submitted_at === null && Date.parse(change.due_at) < Date.now();
  return (
    <section className="task-part" aria-labelledby="change">
      <h2 id="change">{words.say("task.change")}</h2>
      {change.submitted_at === null || change.closed === null ? (
        <>
          {isBroken ? <p role="status">{words.say("task.change.again")}</p> : null}
          <p>{words.say("task.change.lead", { organization, change: change.title, minutes: change.minutes })}</p>
          <p>{words.say("task.change.home")}</p>
          <p>{words.say("task.change.run", { count: change.checks })}</p>
          {change.due_at === null ? null : (
            <p>
              <b>{words.say("task.change.due", { day: words.time(change.due_at) })}</b>{" "}
              {isLate ? words.say("task.change.late") : null}
            </p>
          )}
        </>
      ) : (
        <p role="status">
          {words.say("task.change.came", { day: words.time(change.submitted_at) })}{" "}
          {change.report.on === null || change.report.is_ready
            ? null
            : words.say("task.change.on", { day: words.day(change.report.on) })}
        </p>
      )}
      {change.report.is_ready ? (
        <div className="form-acts">
          <Button renderRoot={(props) => <Link {...props} to="/task/report" search={{ of: "follow-up" }} />}>
            {words.say("task.change.report")}
          </Button>
        </div>
      ) : null}
      <Suspense fallback={<Loading />}>
        <div className="task-brief">
          <Markdown text={change.text} />
        </div>
      </Suspense>
      {change.has_contract ? (
        <div className="form-acts">
          <Button
            loading={take.isPending}
            onClick={() => {
              take.mutate();
            }}
          >
            {words.say("task.change.contract")}
          </Button>
        </div>
      ) : null}
      {take.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(take.error, words)}
        </p>
      )}
    </section>
  );
}
