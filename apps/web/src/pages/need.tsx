import { needQuestionIds, type NeedAnswers, type NeedQuestion } from "@assay/hiring";
import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { mayRecruit, meQuery } from "../api/me.ts";
import "../look/forms.css";
import "../look/need.css";
import { Answered } from "../need/answered.tsx";
import { Ask } from "../need/ask.tsx";
import { keepAnswers, keptAnswers } from "../need/kept-answers.ts";
import { useAsked } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { useWords } from "../words/words.tsx";

/** "Do I need one?", a question at a time. Each has an address, so that back and forward lead where one expects. */
export function Need(): ReactNode {
  const words = useWords();
  useTitle(words.say("need-page.title"));
  const navigate = useNavigate();
  const named = useAsked()("question");
  const { data: me } = useQuery(meQuery);
  const [answers, setAnswers] = useState(keptAnswers);
  const question = needQuestionIds.find((id) => id === named);
  if (question === undefined && named !== "answer") {
    return <Navigate to="/need" search={{ question: nextOf(answers) }} replace />;
  }
  if (question === undefined) return <Answered answers={answers} mayRecruit={mayRecruit(me)} set={setAnswers} />;
  const answer = (to: NeedQuestion, given: string) => {
    const next: NeedAnswers = { ...answers, [to]: given };
    keepAnswers(next);
    setAnswers(next);
    void navigate({ to: "/need", search: { question: nextOf(next) } });
  };
  return <Ask {...{ question, answers, answer }} />;
}

/** The first that has no answer yet; then the answer to all of them. */
function nextOf(answers: NeedAnswers): NeedQuestion | "answer" {
  return needQuestionIds.find((id) => answers[id] === undefined) ?? "answer";
}
