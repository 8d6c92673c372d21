import { Button } from "@mantine/core";
import { answerNeed, needQuestionIds, type NeedAnswers, type NeedReason } from "@assay/hiring";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { WordKey } from "../words/en.ts";
import { useWords } from "../words/words.tsx";
import { FittingTasks } from "./fitting-tasks.tsx";
import { keepAnswers, keptAnswers } from "./kept-answers.ts";
import { NeedRules } from "./need-rules.tsx";
import { answerText } from "./say-need.ts";

/** When, why, what would be built first or done instead, and what this can't know. */
export function Answered({
  answers,
  mayRecruit,
  set,
}: {
  readonly answers: NeedAnswers;
  readonly mayRecruit: boolean;
  readonly set: (answers: NeedAnswers) => void;
}) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { when, because, speaksForIt, speaksForWaiting, build, instead, about, unknown } = answerNeed(answers);
  const isYet = when !== "not-yet";
  return (
    <div className="need">
      <div>
        <p className="date">{words.say("need-page.title")}</p>
        <h1 ref={heading} tabIndex={-1}>
          {words.say(`needed.says.${when}`)}
        </h1>
      </div>
      {mayRecruit ? (
        <div className="form-acts">
          <Button
            variant={isYet ? "filled" : "default"}
            renderRoot={(props) => <Link {...props} to="/roles/new" search={{ from: "need" }} />}
          >
            {words.say(isYet ? "need-page.make" : "need-page.anyway")}
          </Button>
        </div>
      ) : null}
      <Reasons heading="need-page.why" reasons={because} />
      {!isYet || speaksForWaiting.length === 0 ? null : (
        <Reasons heading={`need-page.waiting.${when}`} reasons={speaksForWaiting} />
      )}
      {isYet ? (
        <section aria-labelledby="build">
          <h2 id="build">{words.say("need-page.build")}</h2>
          <ol className="need-list">
            {build.map((one) => (
              <li key={one}>{words.say(`needed.build.${one}`)}</li>
            ))}
          </ol>
        </section>
      ) : (
        <section aria-labelledby="instead">
          <h2 id="instead">{words.say("need-page.instead")}</h2>
          <ul className="need-list">
            {instead.map((one) => (
              <li key={one}>{words.say(`needed.instead.${one}`)}</li>
            ))}
          </ul>
        </section>
      )}
      {speaksForIt.length === 0 ? null : <Reasons heading="need-page.speaks" reasons={speaksForIt} />}
      {isYet ? <FittingTasks about={about} /> : null}
      <section aria-labelledby="limits">
        <h2 id="limits">{words.say("need-page.limits")}</h2>
        <p>{words.say("need-page.limits.text")}</p>
        {unknown.length === 0 ? null : (
          <>
            <p>{words.say("need-page.unsure")}</p>
            <ul className="need-list">
              {unknown.map((question) => (
                <li key={question}>
                  <Link to="/need" search={{ question }}>
                    {words.say(`needed.question.${question}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        <NeedRules />
      </section>
      <Given answers={answers} set={set} />
    </div>
  );
}

function Reasons({
  heading,
  reasons,
}: {
  readonly heading: "need-page.why" | "need-page.speaks" | `need-page.waiting.${"soon" | "now"}`;
  readonly reasons: readonly NeedReason[];
}) {
  const words = useWords();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.say(heading)}</h2>
      <ul className="need-list">
        {reasons.map((reason) => (
          <li key={reason}>{words.say(`needed.because.${reason}` as WordKey)}</li>
        ))}
      </ul>
    </section>
  );
}

/** Every answer, to be given anew; and all of them away, which can be undone. */
function Given({ answers, set }: { readonly answers: NeedAnswers; readonly set: (answers: NeedAnswers) => void }) {
  const words = useWords();
  const [thrown, setThrown] = useState<NeedAnswers>();
  const keep = (next: NeedAnswers) => {
    keepAnswers(next);
    set(next);
  };
  return (
    <section aria-labelledby="given">
      <h2 id="given">{words.say("need-page.change")}</h2>
      <p className="soft">{words.say("need-page.change.text")}</p>
      <dl className="need-given">
        {needQuestionIds.map((question) => {
          const given = answers[question];
          return (
            <div key={question}>
              <dt>
                <Link to="/need" search={{ question }}>
                  {words.say(`needed.question.${question}`)}
                </Link>
              </dt>
              <dd>{given === undefined ? words.say("role.form.needs.none") : answerText(question, given, words)}</dd>
            </div>
          );
        })}
      </dl>
      <div className="form-acts">
        {thrown === undefined ? (
          <Button
            onClick={() => {
              setThrown(keptAnswers());
              keep({});
            }}
          >
            {words.say("need-page.again")}
          </Button>
        ) : (
          <Button
            onClick={() => {
              keep(thrown);
              setThrown(undefined);
            }}
          >
            {words.say("need-page.again.undo")}
          </Button>
        )}
      </div>
    </section>
  );
}
