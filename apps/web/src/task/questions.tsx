import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { done } from "../api/client.ts";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { portal, questionsQuery, type PortalState } from "./portal-api.ts";

/** The thread with whoever hires, from the candidate's side. */
export function Questions({ state: { organization } }: { readonly state: PortalState }) {
  const words = useWords();
  const known = useQueryClient();
  const messages = useQuery(questionsQuery);
  const [text, setText] = useState("");
  const send = useMutation({
    mutationFn: async (question: string) => {
      await done(portal.POST("/api/v1/portal/messages", { body: { text: question } }));
      setText("");
      await known.invalidateQueries({ queryKey: questionsQuery.queryKey });
    },
  });
  return (
    <section className="task-part" aria-labelledby="questions">
      <h2 id="questions">{words.say("task.questions")}</h2>
      <p>{words.say("task.questions.text")}</p>
      {messages.data === undefined ? (
        messages.error === null ? null : (
          <Wrong error={messages.error} reset={() => void messages.refetch()} />
        )
      ) : messages.data.length === 0 ? (
        <p className="soft">{words.say("task.questions.none")}</p>
      ) : (
        <ol className="task-thread">
          {messages.data.map((message) => (
            <li key={message.id} className={message.by_candidate ? "own" : undefined}>
              <p className="small quiet">
                <b>
                  {message.by_candidate
                    ? words.say("task.questions.you")
                    : (message.person_name ?? words.say("task.questions.them", { organization }))}
                </b>{" "}
                <time dateTime={message.made_at}>{words.time(message.made_at)}</time>
              </p>
              <p className="task-said">{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(text);
        }}
      >
        <Textarea
          label={words.say("task.questions.label")}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={5_000}
          required
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
          }}
          error={send.error === null ? undefined : toldOf(send.error, words)}
        />
        <div className="form-acts">
          <Button type="submit" loading={send.isPending}>
            {words.say("task.questions.do")}
          </Button>
        </div>
      </form>
    </section>
  );
}
