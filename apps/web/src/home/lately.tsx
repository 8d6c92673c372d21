import type { Happening } from "../api/hiring.ts";
import { useWords, type Words } from "../words/words.tsx";

export function Lately({ happenings, me }: { readonly happenings: readonly Happening[]; readonly me: string }) {
  const words = useWords();
  return (
    <section className="lately" aria-labelledby="lately">
      <h2 id="lately">{words.say("lately.title")}</h2>
      {happenings.length === 0 ? <p className="soft">{words.say("lately.none")}</p> : null}
      <ul>
        {happenings.map((happening, at) => (
          <li key={`${happening.at} ${String(at)}`}>
            <time dateTime={happening.at}>{words.clock(happening.at)}</time>
            <p>{sentenceOf(happening, me, words)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sentenceOf({ action, person, person_id, name, role, to, count }: Happening, me: string, words: Words): string {
  const by =
    person_id === me
      ? words.say("lately.you")
      : (person ?? words.say(action.startsWith("evaluation.") ? "lately.assay" : "lately.somebody"));
  const isOwn = action === "submission.final" && person_id === null;
  return words.say(isOwn ? "lately.submission.final.candidate" : `lately.${action}`, {
    ...{ by, count, name: name ?? "", role: role ?? "" },
    stage: to === null ? "" : words.say(`stage.${to}`),
  });
}
