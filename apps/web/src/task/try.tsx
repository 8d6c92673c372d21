import { Button, FileButton, Progress } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Refused } from "../api/client.ts";
import { upload } from "../api/upload.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Draft } from "./draft.tsx";
import { taskQuery, type PortalState, type Sent } from "./portal-api.ts";
import { authorization } from "./token.ts";

/** Drafts: sent as a file here, or pushed, and asked what is open. */
export function Try({ state: { challenge, sent } }: { readonly state: PortalState }) {
  const words = useWords();
  const known = useQueryClient();
  const [isOver, setOver] = useState(false);
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number }>();
  const send = useMutation({
    mutationFn: async (file: File) => {
      if (!/\.(zip|tar\.gz|tgz)$/i.test(file.name)) {
        throw new Refused({ code: "not-valid", status: 400, title: "", detail: words.say("task.try.wrong-type") });
      }
      const onSent = (share: number) => {
        setSending({ name: file.name, share });
      };
      await upload("/api/v1/portal/submissions", file, onSent, authorization());
      await known.invalidateQueries({ queryKey: taskQuery.queryKey });
    },
    onSettled: () => {
      setSending(undefined);
    },
  });
  const newest = sent.find(({ kind }) => kind === "draft");
  return (
    <section className="task-part" aria-labelledby="try">
      <h2 id="try">{words.say("task.try")}</h2>
      <p>
        {challenge.open_checks === 0
          ? words.say("task.try.none")
          : words.say("task.try.text", { count: challenge.open_checks })}
      </p>
      <div
        className={isOver ? "drop over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file !== undefined) send.mutate(file);
        }}
      >
        <p className="soft">{words.say(isOver ? "task.try.over" : "task.try.drop")}</p>
        <FileButton
          accept=".zip,.tgz,.gz,application/zip,application/gzip"
          onChange={(file) => {
            if (file !== null) send.mutate(file);
          }}
        >
          {(props) => (
            <Button {...props} loading={send.isPending}>
              {words.say("task.try.choose")}
            </Button>
          )}
        </FileButton>
        {sending === undefined ? null : (
          <div className="sending">
            <p role="status">
              {words.say("task.try.sending", { name: sending.name, percent: words.percent(sending.share) })}
            </p>
            <Progress value={sending.share * 100} aria-label={sending.name} />
          </div>
        )}
        {send.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(send.error, words)}
          </p>
        )}
      </div>
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
