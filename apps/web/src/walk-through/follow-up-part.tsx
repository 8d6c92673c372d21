import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { evaluationsQuery, homeQuery, type Card } from "../api/hiring.ts";
import { followUpQuery, walkThroughQuery, type FollowUp } from "../api/walk-through.ts";
import { Runs } from "../candidates/runs.tsx";
import { SaidWithIt } from "../candidates/said-with-it.tsx";
import { Source } from "../figures/source.tsx";
import { DropZone } from "../sending/drop-zone.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { AskForChange } from "./ask-for-change.tsx";
import { ChangeFile } from "./change-file.tsx";
import { WhatIsAsked } from "./what-is-asked.tsx";

/** The change to their own work: asked for, waited for, tested. Its reports stay apart from those of the first work. */
export function FollowUpPart({
  card,
  followUp,
  recruits,
  sendsMail,
  isHere,
}: {
  readonly card: Card;
  readonly followUp: FollowUp;
  readonly recruits: boolean;
  readonly sendsMail: boolean;
  /** Only this machine can open Assay. */
  readonly isHere: boolean;
}) {
  const words = useWords();
  const { change, asked_at: asked, submitted_at: submitted } = followUp;
  if (change === null) {
    return (
      <section className="own-part" aria-labelledby="follow-up">
        <h2 id="follow-up">{words.say("follow-up.title")}</h2>
        <p>{words.say("follow-up.none")}</p>
      </section>
    );
  }
  const { evaluation } = card;
  const hasReport = evaluation?.state === "done" && evaluation.verdict !== "could-not-run";
  return (
    <section className="own-part" aria-labelledby="follow-up">
      <h2 id="follow-up">{words.say("follow-up.title")}</h2>
      <p>{words.say("follow-up.text", { change: change.title, minutes: change.minutes })}</p>
      <p className="soft">{words.say("follow-up.why")}</p>
      <Source figure="being-watched" />
      <WhatIsAsked change={change} />
      {asked !== null ? (
        <Asked {...{ card, followUp, change, recruits, isHere }} />
      ) : !hasReport ? (
        <p role="status">{words.say("follow-up.no-report", { name: card.name })}</p>
      ) : recruits ? (
        <AskForChange {...{ card, followUp, change, sendsMail, isHere }} />
      ) : (
        <p>{words.say("follow-up.not-asked", { name: card.name })}</p>
      )}
      {submitted === null ? null : <Runs card={card} recruits={recruits} of="follow-up" />}
      <SaidWithIt told={followUp.told} />
    </section>
  );
}

function Asked({
  card,
  followUp,
  change,
  recruits,
  isHere,
}: {
  readonly card: Card;
  readonly followUp: FollowUp;
  readonly change: NonNullable<FollowUp["change"]>;
  readonly recruits: boolean;
  readonly isHere: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const { name, id: application } = card;
  const { asked_at: asked, due_at: due, submitted_at: submitted, days } = followUp;
  const refresh = () =>
    Promise.all(
      [
        followUpQuery(application).queryKey,
        walkThroughQuery(application).queryKey,
        evaluationsQuery(application).queryKey,
        homeQuery.queryKey,
      ].map((queryKey) => known.invalidateQueries({ queryKey })),
    );
  const takeBack = useMutation({
    mutationFn: () =>
      done(api.POST("/api/v1/applications/{application}/follow-up/take-back", { params: { path: { application } } })),
    onSuccess: refresh,
  });
  return (
    <>
      <p role="status">
        {submitted === null
          ? words.say("follow-up.asked", {
              ...{ name, asked: words.day(asked ?? ""), due: words.time(due ?? ""), days: days ?? 0 },
            })
          : words.say("follow-up.came", { name, day: words.time(submitted) })}
      </p>
      {submitted === null && recruits ? (
        <>
          {isHere && due !== null ? <ChangeFile {...{ card, change, due }} /> : null}
          <DropZone
            text={words.say("follow-up.drop")}
            to={`/api/v1/applications/${application}/submissions?for=follow-up`}
            onSent={async () => {
              await refresh();
            }}
          />
          {takeBack.error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(takeBack.error, words)}
            </p>
          )}
          <div className="form-acts">
            <Button
              loading={takeBack.isPending}
              onClick={() => {
                takeBack.mutate();
              }}
            >
              {words.say("follow-up.take-back")}
            </Button>
          </div>
        </>
      ) : null}
    </>
  );
}

/** What was said with it, in the candidate's words. */
