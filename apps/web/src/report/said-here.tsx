import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CheckResult } from "@assay/bench/result";
import { api, done } from "../api/client.ts";
import { commentsQuery, disputesQuery, overrulesQuery, type Dispute } from "../api/judgement.ts";
import "../look/forms.css";
import "../look/judgement.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { OverruleForm, Overrules } from "./overrule-form.tsx";

export interface Here {
  readonly evaluation: string;
  readonly check: CheckResult;
  /** The candidate's name. */
  readonly who: string;
  /** May say something; else may read alone. */
  readonly reviews: boolean;
  readonly recruits: boolean;
}

/** What people say about one check: among themselves, to the candidate, and against the check. */
export function SaidHere(here: Here) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const { evaluation, check } = here;
  const { data: comments = [] } = useQuery(commentsQuery(evaluation));
  const { data: disputes = [] } = useQuery(disputesQuery(evaluation));
  const { data: overrules = [] } = useQuery(overrulesQuery(evaluation));
  const isHere = ({ check_id }: { readonly check_id: string }) => check_id === check.id;
  const [own, against, said] = [comments.filter(isHere), disputes.filter(isHere), overrules.filter(isHere)];
  return (
    <details
      className="said-here"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>{words.say("say.open", { count: own.length + against.length + said.length })}</summary>
      {isOpen ? (
        <div className="said-here-body">
          {against.map((dispute) => (
            <Disputed key={dispute.id} dispute={dispute} here={here} />
          ))}
          <div>
            {own.length === 0 ? null : <h4>{words.say("say.comments")}</h4>}
            <ul>
              {own.map(({ id, person_name: person, text, made_at }) => (
                <li key={id}>
                  <span className="quiet">{words.say("say.by", { person, when: words.time(made_at) })}</span>
                  <p className="quoted">{text}</p>
                </li>
              ))}
            </ul>
            {here.reviews ? <CommentForm here={here} /> : null}
          </div>
          <Overrules said={said} here={here} />
          {here.reviews ? <OverruleForm here={here} /> : null}
        </div>
      ) : null}
    </details>
  );
}

function CommentForm({ here: { evaluation, check } }: { readonly here: Here }) {
  const words = useWords();
  const known = useQueryClient();
  const [text, setText] = useState("");
  const write = useMutation({
    mutationFn: () =>
      done(
        api.POST("/api/v1/evaluations/{evaluation}/comments", {
          params: { path: { evaluation } },
          body: { check: check.id, text },
        }),
      ),
    onSuccess: async () => {
      setText("");
      await known.invalidateQueries({ queryKey: commentsQuery(evaluation).queryKey });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <Textarea
        label={words.say("say.comment")}
        description={words.say("say.comment.help")}
        autosize
        minRows={2}
        maxLength={4_000}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
        }}
        error={write.error === null ? undefined : toldOf(write.error, words)}
      />
      <div className="form-acts">
        <Button type="submit" loading={write.isPending} disabled={text.trim() === ""}>
          {words.say("say.comment.do")}
        </Button>
      </div>
    </form>
  );
}

function Disputed({ dispute, here }: { readonly dispute: Dispute; readonly here: Here }) {
  const words = useWords();
  const known = useQueryClient();
  const [answer, setAnswer] = useState("");
  const send = useMutation({
    mutationFn: () =>
      done(
        api.POST("/api/v1/disputes/{dispute}/answer", { params: { path: { dispute: dispute.id } }, body: { answer } }),
      ),
    onSuccess: () => known.invalidateQueries(),
  });
  return (
    <div>
      <h4>{words.say("say.dispute", { who: here.who })}</h4>
      <ul>
        <li>
          <p className="quoted">{dispute.text}</p>
        </li>
        {dispute.answer === null ? null : (
          <li>
            <span className="quiet">
              {words.say("say.dispute.answered", {
                person: dispute.answered_by ?? "",
                when: words.time(dispute.answered_at ?? dispute.made_at),
              })}
            </span>
            <p className="quoted">{dispute.answer}</p>
          </li>
        )}
      </ul>
      {dispute.answer !== null || !here.reviews ? null : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <Textarea
            label={words.say("say.dispute.answer")}
            description={words.say("say.dispute.help", { who: here.who })}
            autosize
            minRows={3}
            maxLength={4_000}
            value={answer}
            onChange={({ currentTarget }) => {
              setAnswer(currentTarget.value);
            }}
            error={send.error === null ? undefined : toldOf(send.error, words)}
          />
          <div className="form-acts">
            <Button type="submit" loading={send.isPending} disabled={answer.trim() === ""}>
              {words.say("say.dispute.do")}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
