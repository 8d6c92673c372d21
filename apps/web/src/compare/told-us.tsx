import type { Compared } from "../api/judgement.ts";
import { useWords } from "../words/words.tsx";

/** What nobody measured. */
export function ToldUs({ people }: { readonly people: readonly Compared[] }) {
  const words = useWords();
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
          <tr>
            <th scope="row">{words.say("compare.told.source")}</th>
            {people.map(({ application, name, code_name, source }) => (
              <td key={application} data-label={name ?? code_name}>
                {source === "" ? words.say("compare.told.nothing") : source}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
