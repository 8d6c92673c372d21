import type { Card } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";
import { OpenName } from "./name-note.tsx";

/** Stands where the invitation will: it is written to somebody by name, which is still hidden from whoever asks. */
export function NameFirst({
  card,
  isMain,
}: {
  readonly card: Card;
  /** Whether nothing else can be done before. */
  readonly isMain: boolean;
}) {
  const words = useWords();
  return (
    <section className="candidate-part" aria-labelledby="name-first">
      <h2 id="name-first">
        {words.say(card.invited_at === null ? "blind.first" : "blind.first.again", { name: card.name })}
      </h2>
      <p>{words.say("blind.first.text")}</p>
      <p className="soft">{words.say("blind.first.seen")}</p>
      <div className="form-acts">
        <OpenName application={card.id} isMain={isMain} />
      </div>
      <p className="soft">{words.say("blind.first.colleague")}</p>
    </section>
  );
}
