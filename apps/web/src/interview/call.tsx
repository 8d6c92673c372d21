import type { ResultQuestion } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Card } from "../api/hiring.ts";
import type { InterviewNote } from "../api/interview.ts";
import type { Rating } from "../api/judgement.ts";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import { RatingForm } from "../judgement/rating-form.tsx";
import { useAsked } from "../shell/use-address.ts";
import { useWords } from "../words/words.tsx";
import { Clock } from "./clock.tsx";
import { draftOf } from "./draft.ts";
import { StepHead } from "./step-head.tsx";
import { StepView } from "./step-view.tsx";
import { stepsOf } from "./steps.ts";
import { useNotes } from "./use-notes.ts";
import { WhereAmI } from "./where-am-i.tsx";

/** The call itself, one screen at a time. */
export function Call({
  me,
  card,
  questions,
  hasReport,
  mine,
  given,
}: {
  readonly me: { readonly access: string; readonly person: { readonly id: string } };
  readonly card: Card;
  readonly questions: readonly ResultQuestion[];
  readonly hasReport: boolean;
  readonly mine: readonly InterviewNote[];
  /** One's own scorecard, where it is given. */
  readonly given: Rating | null;
}) {
  const words = useWords();
  const navigate = useNavigate();
  const { id: application, name } = card;
  const notes = useNotes(application, me.person.id, mine);
  const writes = me.access !== "reader";
  const steps = stepsOf(questions).filter(({ kind }) => writes || kind !== "scorecard");
  const asked = useAsked()("at");
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === asked),
  );
  const step = steps[at];
  const head = useRef<HTMLHeadingElement>(null);
  const go = (to: number) => {
    const target = steps[to];
    if (target === undefined) return;
    void navigate({ to: "/candidates/$application/interview", params: { application }, search: { at: target.id } });
  };
  useHotkeys(
    [
      ["mod+Enter", () => go(at + 1)],
      ["mod+shift+Enter", () => go(at - 1)],
    ],
    [],
  );
  // Whoever goes on by keyboard, or listens to the page, comes to the new question first.
  const isFirstLook = useRef(true);
  useEffect(() => {
    if (isFirstLook.current) isFirstLook.current = false;
    else head.current?.focus();
  }, [at]);
  if (step === undefined) return null;
  const following = steps[at + 1];
  return (
    <div className="interview">
      <header>
        <h1>{words.say("interview.title", { name })}</h1>
      </header>
      <CandidatePlaces application={application} name={name} />
      <div className="interview-now">
        <Clock application={application} part={step.part} />
        {writes ? (
          <p className="small quiet" role="status">
            {words.say(`interview.${notes.keeping}`)}
          </p>
        ) : (
          <p className="small quiet">{words.say("interview.reader")}</p>
        )}
      </div>
      <article className="question" aria-labelledby="asked-now">
        <StepHead step={step} head={head} />
        <StepView
          key={step.id}
          {...{ step, application, name }}
          notes={writes ? notes : null}
          whyNone={<p className="soft">{words.say(hasReport ? "interview.nothing-to-ask" : "interview.no-report")}</p>}
        />
        {step.kind === "scorecard" ? (
          <>
            <p className="soft">
              {given === null
                ? words.say("interview.scorecard.text")
                : words.say("interview.given", { when: words.time(given.made_at) })}
            </p>
            <RatingForm
              application={application}
              mine={given}
              draft={draftOf(given, (place) => notes.at(place))}
              isMain={given === null}
            />
          </>
        ) : null}
      </article>
      <div className="interview-acts">
        {at === 0 ? null : (
          <Button
            onClick={() => {
              go(at - 1);
            }}
          >
            {words.say("interview.back")}
          </Button>
        )}
        {following === undefined ? (
          <Button
            {...(given === null ? {} : { variant: "filled" })}
            renderRoot={(props) => <Link {...props} to="/candidates/$application/decide" params={{ application }} />}
          >
            {words.say("interview.to-decide")}
          </Button>
        ) : (
          <Button
            variant="filled"
            onClick={() => {
              go(at + 1);
            }}
          >
            {words.say("interview.next")}
          </Button>
        )}
        <p className="small quiet keys">{words.say("interview.keys")}</p>
      </div>
      <div className="interview-more">
        <WhereAmI {...{ steps, at, go }} />
        <div>
          <Button
            onClick={() => {
              print();
            }}
          >
            {words.say("interview.print")}
          </Button>
          <p className="small quiet">{words.say("interview.print.text")}</p>
        </div>
      </div>
    </div>
  );
}
