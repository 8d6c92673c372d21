import type { ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Refused } from "../api/client.ts";
import "../look/forms.css";
import "../look/task.css";
import { Frame } from "../shell/frame.tsx";
import { Loading } from "../shell/loading.tsx";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Brief } from "./brief.tsx";
import { Change } from "./change.tsx";
import { Data } from "./data.tsx";
import { Get } from "./get.tsx";
import { Gone } from "./gone.tsx";
import { HandIn } from "./hand-in.tsx";
import { InShort } from "./in-short.tsx";
import { Judged } from "./judged.tsx";
import { MoreTime } from "./more-time.tsx";
import { Notice } from "./notice.tsx";
import { Now } from "./now.tsx";
import { taskQuery, type PortalState } from "./portal-api.ts";
import { OneMoreThing } from "./one-more-thing.tsx";
import { Questions } from "./questions.tsx";
import { taskToken } from "./token.ts";
import { useChanges } from "./use-changes.ts";
import { Try } from "./try.tsx";

/** The candidate's page: by a link, without an account. */
export function Task(): ReactNode {
  const words = useWords();
  useTitle(words.say("task.title"));
  const [gone, setGone] = useState<{ readonly decisionUntil: string | null }>();
  const hasToken = taskToken() !== undefined;
  const task = useQuery({ ...taskQuery, enabled: hasToken && gone === undefined });
  useChanges(task.data !== undefined && task.error === null && gone === undefined);
  if (gone !== undefined) {
    return (
      <Frame>
        <Gone decisionUntil={gone.decisionUntil} />
      </Frame>
    );
  }
  const refusal = task.error instanceof Refused ? task.error.body : undefined;
  if (refusal?.code === "link-revoked") {
    return (
      <Frame>
        <div className="wrong" role="alert">
          <h1>{words.say("task.revoked.title")}</h1>
          <p>{refusal.detail}</p>
        </div>
      </Frame>
    );
  }
  if (!hasToken || refusal?.code === "link-not-valid") {
    return (
      <Frame>
        <div className="wrong">
          <h1>{words.say("task.link.title")}</h1>
          <p>{words.say("task.link.text")}</p>
        </div>
      </Frame>
    );
  }
  if (task.data === undefined) {
    return (
      <Frame>
        {task.error === null ? <Loading /> : <Wrong error={task.error} reset={() => void task.refetch()} />}
      </Frame>
    );
  }
  return (
    <Frame>
      <Whole
        state={task.data}
        onGone={(decisionUntil) => {
          setGone({ decisionUntil });
        }}
      />
    </Frame>
  );
}

function Whole({
  state,
  onGone,
}: {
  readonly state: PortalState;
  readonly onGone: (decisionUntil: string | null) => void;
}) {
  const words = useWords();
  const { organization, role, candidate, agreed_at: agreed } = state;
  const { follow_up: change } = state;
  const isChanging = agreed !== null && state.closed !== null && change !== null && change.closed === null;
  const mayHandIn = agreed !== null && (state.closed === null || isChanging);
  // What was sent for one piece of work stands apart from what was sent for the other.
  const mine = {
    ...state,
    sent: state.sent.filter(({ follow_up: of }) => of === (isChanging ? change.id : null)),
    ...(isChanging
      ? {
          challenge: { ...state.challenge, open_checks: change.open_checks },
          ...{ due_at: change.due_at, submitted_at: change.submitted_at },
        }
      : {}),
  };
  return (
    <div className="task">
      <header>
        <p className="date">{words.say("task.for", { organization, role: role.title })}</p>
        <h1>{words.say("task.hello", { name: candidate })}</h1>
        {agreed === null ? (
          <p className="task-lead">{words.say("task.lead", { organization, role: role.title })}</p>
        ) : null}
        {state.is_open ? null : <p className="task-lead">{words.say("task.closed-role")}</p>}
        <Now state={state} />
      </header>
      <InShort state={mine} minutes={isChanging ? change.minutes : undefined} />
      <div>
        {agreed === null ? <Notice state={state} /> : null}
        <Change state={state} />
        {mayHandIn ? <Get state={state} /> : null}
        {mayHandIn ? <Try state={mine} /> : null}
        {mayHandIn ? <HandIn state={mine} /> : null}
        <Brief state={state} />
        <Judged challenge={state.challenge} />
        <MoreTime state={state} isOpen={state.closed === null || isChanging} />
        <Questions state={state} />
        <OneMoreThing state={state} />
        <Data state={state} onGone={onGone} />
      </div>
    </div>
  );
}
