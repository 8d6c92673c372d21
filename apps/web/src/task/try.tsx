import { useQueryClient } from "@tanstack/react-query";
import { DropZone } from "../sending/drop-zone.tsx";
import { useWords } from "../words/words.tsx";
import { Draft } from "./draft.tsx";
import { taskQuery, type PortalState, type Sent } from "./portal-api.ts";
import { authorization } from "./token.ts";

/** Drafts: sent as a file here, or pushed, and asked what is open. */
export function Try({ state: { challenge, sent, notices } }: { readonly state: PortalState }) {
  const words = useWords();
  const known = useQueryClient();
  const refused = notices.find(({ kind }) => kind === "push-refused");
  const newest = sent.find(({ kind }) => kind === "draft");
  return (
    <section className="task-part" aria-labelledby="try">
      <h2 id="try">{words.say("task.try")}</h2>
      <p>
        {challenge.open_checks === 0
          ? words.say("task.try.none")
          : words.say("task.try.text", { count: challenge.open_checks })}
      </p>
      <DropZone
        text={words.say("task.try.drop")}
        to="/api/v1/portal/submissions"
        headers={authorization()}
        onSent={() => known.invalidateQueries({ queryKey: taskQuery.queryKey })}
      />
      {refused === undefined || (sent[0] !== undefined && sent[0].made_at > refused.made_at) ? null : (
        <p role="alert">
          <b>{words.say("task.try.refused", { commit: String(refused.facts["commit"]).slice(0, 7) })}</b>{" "}
          {String(refused.facts["problem"])}
        </p>
      )}
      {newest?.evaluation == null ? null : (
        <Draft key={newest.evaluation.id} evaluation={newest.evaluation.id} challenge={challenge} />
      )}
      <History sent={sent} />
    </section>
  );
}

/** What was sent so far, the newest first. */
function History({ sent }: { readonly sent: readonly Sent[] }) {
  const words = useWords();
  if (sent.length === 0) return null;
  return (
    <details className="task-sent">
      <summary>
        <b>{words.say("task.try.sent")}</b> <span className="quiet">{words.number(sent.length)}</span>
      </summary>
      <ul>
        {sent.map(({ id, name, kind, commit, made_at, evaluation }) => (
          <li key={id}>
            <span>
              <b>{commit === null ? name : words.say("task.try.commit", { commit: commit.slice(0, 7) })}</b>{" "}
              <time className="quiet" dateTime={made_at}>
                {words.time(made_at)}
              </time>
            </span>
            <span>
              {kind === "final" ? `${words.say("task.try.sent.final")}. ` : ""}
              {words.say(`task.state.${evaluation?.state ?? "none"}`)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
