import { useQuery, useQueryClient } from "@tanstack/react-query";
import { done } from "../api/client.ts";
import { Conversation } from "../thread/conversation.tsx";
import { useWords } from "../words/words.tsx";
import { portal, questionsQuery, type PortalState } from "./portal-api.ts";

/** The thread with whoever hires, from the candidate's side. */
export function Questions({ state: { application, organization } }: { readonly state: PortalState }) {
  const words = useWords();
  const known = useQueryClient();
  const messages = useQuery(questionsQuery);
  const send = async (text: string) => {
    await done(portal.POST("/api/v1/portal/messages", { body: { text } }));
    await known.invalidateQueries({ queryKey: questionsQuery.queryKey });
  };
  return (
    <section className="task-part" aria-labelledby="questions">
      <h2 id="questions">{words.say("task.questions")}</h2>
      <p>{words.say("task.questions.text")}</p>
      <Conversation
        messages={messages}
        nameOf={(message) =>
          message.by_candidate
            ? words.say("task.questions.you")
            : (message.person_name ?? words.say("task.questions.them", { organization }))
        }
        none={words.say("task.questions.none")}
        write={{
          label: words.say("task.questions.label"),
          act: words.say("task.questions.do"),
          draftKey: `task question ${application}`,
          send,
        }}
      />
    </section>
  );
}
