import { useWords } from "../words/words.tsx";
import type { PortalState } from "./portal-api.ts";

/** What the candidate asked for, and what those who run the hiring answered. */
export function AskedBefore({ state: { more_time, organization } }: { readonly state: PortalState }) {
  const words = useWords();
  if (more_time.requests.length === 0) return null;
  return (
    <ol className="thread" aria-label={words.say("task.more.before")} aria-live="polite">
      {more_time.requests.map((request) => (
        <li key={request.id} className="asked">
          <p className="small quiet">
            <b>{words.say("task.questions.you")}</b>{" "}
            <time dateTime={request.made_at}>{words.time(request.made_at)}</time>
          </p>
          <p className="thread-text">{request.text === "" ? words.say("task.more.time") : request.text}</p>
          {request.days === 0 ? null : (
            <p className="small quiet">{words.say("task.more.days", { days: request.days })}</p>
          )}
          {request.answered_at === null ? (
            request.is_open ? (
              <p className="small quiet">{words.say("task.more.waits")}</p>
            ) : null
          ) : (
            <div className="adjustment-answer">
              <p className="small quiet">
                <b>{request.answered_by ?? words.say("task.questions.them", { organization })}</b>{" "}
                <time dateTime={request.answered_at}>{words.time(request.answered_at)}</time>
              </p>
              {request.answer_days === null || request.answer_days === 0 ? null : (
                <p>{words.say("task.more.answered", { days: request.answer_days })}</p>
              )}
              {request.answer === null || request.answer === "" ? null : (
                <p className="thread-text">{request.answer}</p>
              )}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
