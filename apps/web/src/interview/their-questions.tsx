import { useQuery } from "@tanstack/react-query";
import { messagesQuery } from "../api/hiring.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { NoteField } from "./note-field.tsx";
import type { Notes } from "./use-notes.ts";

/** What the candidate asked, before and in the call. Listed, and never counted. */
export function TheirQuestions({
  application,
  name,
  notes,
}: {
  readonly application: string;
  readonly name: string;
  readonly notes: Notes | null;
}) {
  const words = useWords();
  const messages = useQuery(messagesQuery(application));
  const asked = (messages.data ?? []).filter(({ by_candidate }) => by_candidate);
  return (
    <>
      <p className="soft">{words.say("interview.theirs.text")}</p>
      <section>
        <h3>{words.say("interview.theirs.before")}</h3>
        {messages.error !== null && messages.data === undefined ? (
          <Wrong error={messages.error} reset={() => void messages.refetch()} />
        ) : asked.length === 0 ? (
          <p className="soft">{words.say("interview.theirs.none", { name })}</p>
        ) : (
          <ul className="their-questions">
            {asked.map(({ id, text }) => (
              <li key={id} className="quoted">
                {text}
              </li>
            ))}
          </ul>
        )}
      </section>
      {notes === null ? null : (
        <NoteField notes={notes} place="their-questions" label={words.say("interview.theirs.note")} />
      )}
    </>
  );
}
