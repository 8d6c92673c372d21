import { Link } from "@tanstack/react-router";
import { points, subjects, type Compared, type Subject } from "../api/judgement.ts";
import { useWords, type Words } from "../words/words.tsx";

/** What people thought, each subject by itself with its range: never added up, and never mixed with what was tested. */
export function Thought({ people }: { readonly people: readonly Compared[] }) {
  const words = useWords();
  return (
    <section className="thought" aria-labelledby="thought">
      <h2 id="thought">{words.say("compare.thought")}</h2>
      <p>{words.say("compare.thought.text")}</p>
      <ToRate people={people.filter(({ ratings }) => ratings.mine === null)} />
      {people.every(({ ratings }) => ratings.mine === null) ? null : <Table people={people} />}
    </section>
  );
}

/** One's own come first. */
function ToRate({ people }: { readonly people: readonly Compared[] }) {
  const words = useWords();
  if (people.length === 0) return null;
  return (
    <>
      <p>{words.say("compare.thought.first")}</p>
      <ul className="to-rate">
        {people.map(({ application, name, code_name }) => (
          <li key={application}>
            <Link to="/candidates/$application/decide" params={{ application }}>
              {words.say("compare.rate", { name: name ?? code_name })}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Table({ people }: { readonly people: readonly Compared[] }) {
  const words = useWords();
  return (
    <>
      <table className="people-table" aria-label={words.say("compare.thought.table")}>
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
          {subjects.map((subject) => (
            <tr key={subject}>
              <th scope="row">{words.say(`subject.${subject}`)}</th>
              {people.map((person) => (
                <td key={person.application} data-label={person.name ?? person.code_name}>
                  <Points person={person} subject={subject} words={words} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="points-key">
        <li>
          <Dot className="mine" /> {words.say("compare.thought.mine")}
        </li>
        <li>
          <Dot className="other" /> {words.say("rate.others")}
        </li>
      </ul>
    </>
  );
}

function Points({ person, subject, words }: { person: Compared; subject: Subject; words: Words }) {
  const { mine, others } = person.ratings;
  if (mine === null) return <span className="quiet">{words.say("compare.thought.hidden")}</span>;
  const own = mine.scores[subject];
  const theirs = (others ?? []).flatMap(({ scores }) => scores[subject] ?? []);
  const all = [...(own === undefined ? [] : [own]), ...theirs];
  if (all.length === 0) return <span className="quiet">{words.say("compare.thought.none")}</span>;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return (
    <>
      <svg className="points-scale" viewBox="0 0 116 20" aria-hidden="true">
        <line x1="8" y1="10" x2="108" y2="10" />
        {points.map((point) => (
          <line key={point} x1={across(point)} x2={across(point)} y1="6" y2="14" />
        ))}
        {theirs.map((point, at) => (
          <circle key={at} className="other" cx={across(point) + at * 3} cy="10" r="5" />
        ))}
        {own === undefined ? null : <circle className="mine" cx={across(own)} cy="10" r="5" />}
      </svg>
      {low === high
        ? words.say("compare.thought.both", { count: all.length, point: low })
        : words.say("compare.thought.range", { low, high })}
    </>
  );
}

function Dot({ className }: { readonly className: string }) {
  return (
    <svg className="points-scale" viewBox="0 0 14 20" aria-hidden="true">
      <circle className={className} cx="7" cy="10" r="5" />
    </svg>
  );
}

function across(point: number): number {
  return 8 + ((point - 1) * 100) / 3;
}
