import { leastInGroup, leastPeople, type FairnessQuestion } from "@assay/hiring";
import { Button, Radio } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { done } from "../api/client.ts";
import "../look/fairness.css";
import "../look/forms.css";
import "../look/task.css";
import { Frame } from "../shell/frame.tsx";
import { Loading } from "../shell/loading.tsx";
import { useTitle } from "../shell/use-title.ts";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import type { WordKey } from "../words/en.ts";
import { useWords } from "../words/words.tsx";
import { fairnessAskedQuery, portal, taskQuery } from "./portal-api.ts";

/** Chosen first: nobody has to say anything. */
const nothing = "prefer-not-to-say";

type Questions = readonly { readonly id: FairnessQuestion; readonly answers: readonly string[] }[];

/** What a candidate may say of themselves, if they like: apart from the task, and from everybody who decides. */
export function TaskFairness(): ReactNode {
  const words = useWords();
  useTitle(words.say("say.fairness.title"));
  const task = useQuery({ ...taskQuery, refetchInterval: false });
  const asked = useQuery(fairnessAskedQuery);
  const error = task.error ?? asked.error;
  if (error !== null || task.data === undefined || asked.data === undefined) {
    return (
      <Frame>
        {error === null ? (
          <Loading />
        ) : (
          <Wrong error={error} reset={() => void Promise.all([task.refetch(), asked.refetch()])} />
        )}
      </Frame>
    );
  }
  const { organization } = task.data;
  const { questions } = asked.data;
  return (
    <Frame>
      <div className="say-fairness">
        <header>
          <p className="date">
            <Link to="/task">{words.say("task.report.back")}</Link>
          </p>
          <h1>{words.say("say.fairness.title")}</h1>
        </header>
        {questions.length === 0 ? (
          <p>{words.say("say.fairness.closed")}</p>
        ) : (
          <>
            <p className="task-lead">{words.say("say.fairness.text", { organization })}</p>
            <div className="say-fairness-what">
              <p>{words.say("say.fairness.who", { organization, people: leastPeople, group: leastInGroup })}</p>
              <p>{words.say("say.fairness.kept")}</p>
              <p>{words.say("say.fairness.back")}</p>
              <p>{words.say("say.fairness.limit")}</p>
            </div>
            <Asked questions={questions} />
          </>
        )}
      </div>
    </Frame>
  );
}

function Asked({ questions }: { readonly questions: Questions }) {
  const words = useWords();
  const [chosen, setChosen] = useState<Readonly<Partial<Record<FairnessQuestion, string>>>>({});
  const answers = Object.fromEntries(Object.entries(chosen).filter(([, answer]) => answer !== nothing));
  const send = useMutation({
    mutationFn: () => done(portal.PUT("/api/v1/portal/fairness", { body: { answers } })),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      {questions.map(({ id, answers: offered }) => (
        <Radio.Group
          key={id}
          label={words.say(`fairness.${id}`)}
          value={chosen[id] ?? nothing}
          onChange={(answer) => {
            send.reset();
            setChosen({ ...chosen, [id]: answer });
          }}
        >
          <div className="choices">
            <Radio value={nothing} label={words.say("say.fairness.none")} />
            {offered.map((answer) => (
              // What is offered comes from the list that has the words.
              <Radio key={answer} value={answer} label={words.say(`fairness.${id}.${answer}` as WordKey)} />
            ))}
          </div>
        </Radio.Group>
      ))}
      <p className="small soft">{words.say("say.fairness.before")}</p>
      {send.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(send.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={send.isPending}>
          {words.say("say.fairness.do")}
        </Button>
      </div>
      <p role="status">
        {send.isSuccess
          ? words.say(Object.keys(answers).length === 0 ? "say.fairness.nothing" : "say.fairness.sent")
          : ""}
      </p>
    </form>
  );
}
