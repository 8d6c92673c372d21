import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { applicationQuery, homeQuery, messagesQuery, type Card } from "../api/hiring.ts";
import { Conversation } from "../thread/conversation.tsx";
import { useWords } from "../words/words.tsx";

/** What the candidate asked, and what was answered. */
export function Thread({ card, mayWrite }: { readonly card: Card; readonly mayWrite: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const messages = useQuery(messagesQuery(card.id));
  const send = async (text: string) => {
    await done(
      api.POST("/api/v1/applications/{application}/messages", {
        params: { path: { application: card.id } },
        body: { text },
      }),
    );
    for (const { queryKey } of [messagesQuery(card.id), applicationQuery(card.id), homeQuery]) {
      await known.invalidateQueries({ queryKey });
    }
  };
  const write = {
    label: words.say("thread.label", { name: card.name }),
    act: words.say("thread.do"),
    draftKey: `answer ${card.id}`,
    send,
  };
  return (
    <section className="candidate-part" aria-labelledby="questions">
      <h2 id="questions">{words.say("thread.title")}</h2>
      <Conversation
        messages={messages}
        nameOf={(message) => (message.by_candidate ? card.name : (message.person_name ?? words.say("thread.gone")))}
        none={words.say("thread.none")}
        {...(mayWrite ? { write } : {})}
      />
      {mayWrite && card.name_hidden ? (
        <p className="quiet small">{words.say("blind.thread", { name: card.code_name })}</p>
      ) : null}
      {mayWrite ? null : <p className="quiet small">{words.say("thread.reader")}</p>}
    </section>
  );
}
