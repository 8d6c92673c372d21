import { Button } from "@mantine/core";
import { needQuestionIds, needQuestions, notSure, type NeedAnswers, type NeedQuestion } from "@assay/hiring";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useWords } from "../words/words.tsx";
import { answerText } from "./say-need.ts";

/** One question: one press answers it and goes on. */
export function Ask({
  question,
  answers,
  answer,
}: {
  readonly question: NeedQuestion;
  readonly answers: NeedAnswers;
  readonly answer: (question: NeedQuestion, given: string) => void;
}) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useRef(question);
  const at = needQuestionIds.indexOf(question);
  const before = needQuestionIds[at - 1];
  const all = needQuestionIds.length;
  const isFull = needQuestionIds.every((one) => answers[one] !== undefined);
  // Whoever listens hears the next question; whoever just came is left at the top of the page.
  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    heading.current?.focus();
  }, [question]);
  return (
    <div className="ask">
      {at === 0 ? <p className="soft">{words.say("need-page.text")}</p> : null}
      <p className="ask-progress" aria-live="polite">
        <progress max={all} value={at + 1} aria-hidden="true" />
        {words.say("need-page.progress", { at: at + 1, all })}
      </p>
      <h1 ref={heading} tabIndex={-1} id="asked">
        {words.say(`needed.question.${question}`)}
      </h1>
      <ul className="ask-answers" aria-labelledby="asked">
        {[...needQuestions[question], notSure].map((given) => {
          const isMine = answers[question] === given;
          return (
            <li key={given}>
              <button
                type="button"
                className="ask-answer"
                aria-pressed={isMine}
                onClick={() => {
                  answer(question, given);
                }}
              >
                <span>{answerText(question, given, words)}</span>
                {isMine ? <span className="quiet small">{words.say("need-page.yours")}</span> : null}
              </button>
            </li>
          );
        })}
      </ul>
      <div className="form-acts">
        {before === undefined ? null : (
          <Button renderRoot={(props) => <Link {...props} to="/need" search={{ question: before }} />}>
            {words.say("need-page.back")}
          </Button>
        )}
        {isFull ? (
          <Button renderRoot={(props) => <Link {...props} to="/need" search={{ question: "answer" }} />}>
            {words.say("need-page.to-answer")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
