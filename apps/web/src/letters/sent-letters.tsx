import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Letter } from "../api/after.ts";
import { api, done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What was sent, as it was sent; what was only marked can be unmarked. */
export function SentLetters({
  letters,
  name,
  recruits,
}: {
  readonly letters: readonly Letter[];
  readonly name: string;
  readonly recruits: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const unmark = useMutation({
    mutationFn: (letter: string) => done(api.POST("/api/v1/letters/{letter}/unmark", { params: { path: { letter } } })),
    onSuccess: () => known.invalidateQueries(),
  });
  if (letters.length === 0) return null;
  return (
    <section className="letter-part" aria-labelledby="sent">
      <h2 id="sent">{words.say("letter.sent")}</h2>
      {letters.map(({ id, how, sent_at: sentAt, person_name: person, subject, text }) => (
        <article key={id} className="sent-letter">
          <p className="soft">
            {words.say(how === "mail" ? "letter.sent.mail" : "letter.sent.by-hand", {
              ...{ name, person, when: words.time(sentAt ?? "") },
            })}
          </p>
          <details>
            <summary>{subject}</summary>
            <p className="thread-text">{text}</p>
          </details>
          {how === "by-hand" && recruits ? (
            <Button
              loading={unmark.isPending}
              onClick={() => {
                unmark.mutate(id);
              }}
            >
              {words.say("letter.unmark")}
            </Button>
          ) : null}
        </article>
      ))}
      {unmark.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(unmark.error, words)}
        </p>
      )}
    </section>
  );
}
