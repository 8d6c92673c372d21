import { Button, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery, homeQuery, messagesQuery, type Card } from "../api/hiring.ts";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What the candidate asked, and what was answered. */
export function Thread({ card, mayWrite }: { readonly card: Card; readonly mayWrite: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const messages = useQuery(messagesQuery(card.id));
  const [text, setText] = useState("");
  const send = useMutation({
    mutationFn: (answer: string) =>
      done(
        api.POST("/api/v1/applications/{application}/messages", {
          params: { path: { application: card.id } },
          body: { text: answer },
        }),
      ),
    onSuccess: async () => {
      setText("");
      for (const queryKey of [
        messagesQuery(card.id).queryKey,
        applicationQuery(card.id).queryKey,
        homeQuery.queryKey,
      ]) {
        await known.invalidateQueries({ queryKey });
      }
    },
  });
  return (
    <section className="candidate-part" aria-labelledby="questions">
      <h2 id="questions">{words.say("thread.title")}</h2>
      {messages.data === undefined ? (
        messages.error === null ? null : (
          <Wrong error={messages.error} reset={() => void messages.refetch()} />
        )
      ) : messages.data.length === 0 ? (
        <p className="soft">{words.say("thread.none")}</p>
      ) : (
        <ol className="thread">
          {messages.data.map((message) => (
            <li key={message.id} className={message.by_candidate ? "asked" : undefined}>
              <p className="small quiet">
                <b>{message.by_candidate ? card.name : (message.person_name ?? words.say("thread.gone"))}</b>{" "}
                <time dateTime={message.made_at}>{words.time(message.made_at)}</time>
              </p>
              <p className="thread-text">{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      {mayWrite ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate(text);
          }}
        >
          <Textarea
            label={words.say("thread.label", { name: card.name })}
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
              {words.say("thread.do")}
            </Button>
          </div>
        </form>
      ) : (
        <p className="quiet small">{words.say("thread.reader")}</p>
      )}
    </section>
  );
}
