import type { FollowUp } from "../api/walk-through.ts";
import { useWords } from "../words/words.tsx";

/** The note that a candidate hands in beside the work, part by part as they were asked for it. Never scored. */
export function SaidWithIt({ told }: { readonly told: FollowUp["told"] }) {
  const words = useWords();
  if (told === null) return null;
  const said = (["built", "next", "help", "took"] as const).filter((part) => told[part].trim() !== "");
  if (said.length === 0) return null;
  return (
    <section className="candidate-part" aria-labelledby="said-with-it">
      <h2 id="said-with-it">{words.say("said-with-it.title")}</h2>
      <p className="soft">{words.say("said-with-it.text")}</p>
      <dl className="own-note">
        {said.map((part) => (
          <div key={part}>
            <dt>{words.say(`task.hand-in.${part}`)}</dt>
            <dd>{told[part]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
