import type { ReactNode } from "react";
import type { Compared } from "../api/judgement.ts";
import { RateTold, SimilarTold, StarsTold } from "../told-facts/told.tsx";
import type { WordKey } from "../words/en.ts";
import { useWords } from "../words/words.tsx";

/** What nobody measured. */
export function ToldUs({ people }: { readonly people: readonly Compared[] }) {
  const words = useWords();
  const row = (label: WordKey, cell: (person: Compared) => ReactNode) => (
    <tr>
      <th scope="row">{words.say(label)}</th>
      {people.map((person) => (
        <td key={person.application} data-label={person.name ?? person.code_name}>
          {person.name === null ? (
            <span className="quiet">{words.say("blind.hidden.short")}</span>
          ) : (
            <div>{cell(person)}</div>
          )}
        </td>
      ))}
    </tr>
  );
  return (
    <section className="told-us" aria-labelledby="told-us">
      <h2 id="told-us">{words.say("compare.told")}</h2>
      <p>{words.say("compare.told.text")}</p>
      <table className="people-table" aria-label={words.say("compare.told")}>
        <thead>
          <tr>
            <td />
            {people.map(({ application, name, code_name }) => (
              <th scope="col" key={application}>
                {name ?? code_name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row("told.rate", ({ rate }) => (
            <RateTold rate={rate} />
          ))}
          {row("told.stars", ({ stars }) => (
            <StarsTold stars={stars} />
          ))}
          {row("told.similar", ({ similar_work }) => (
            <SimilarTold similar={similar_work} />
          ))}
          {row("compare.told.source", ({ source }) => (source === "" ? words.say("compare.told.nothing") : source))}
        </tbody>
      </table>
    </section>
  );
}
