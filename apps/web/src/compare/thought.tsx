import { mostPoints } from "@assay/hiring";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ruleQuery } from "../api/interview.ts";
import { subjects, type Compared, type Subject } from "../api/judgement.ts";
import { Dot, PointsScale } from "../judgement/points-scale.tsx";
import { shortRange } from "../scorecard/together.tsx";
import { useWords, type Words } from "../words/words.tsx";

/** What people thought, each subject by itself with its range: never added up, and never mixed with what was tested. */
export function Thought({ role, people }: { readonly role: string; readonly people: readonly Compared[] }) {
  const words = useWords();
  return (
    <section className="thought" aria-labelledby="thought">
      <h2 id="thought">{words.say("compare.thought")}</h2>
      <p>{words.say("compare.thought.text")}</p>
      <ToRate people={people.filter(({ ratings }) => ratings.mine === null)} />
      {people.every(({ ratings }) => ratings.mine === null) ? null : <Table role={role} people={people} />}
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

function Table({ role, people }: { readonly role: string; readonly people: readonly Compared[] }) {
  const words = useWords();
  const { data: rule } = useQuery(ruleQuery(role));
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
          {rule === undefined ? null : (
            <tr>
              <th scope="row">{words.say("together.row")}</th>
              {people.map((person) => (
                <td key={person.application} data-label={person.name ?? person.code_name}>
                  {person.ratings.mine === null ? (
                    <span className="quiet">{words.say("compare.thought.hidden")}</span>
                  ) : (
                    shortRange(person.ratings, rule, words)
                  )}
                </td>
              ))}
            </tr>
          )}
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
  // What was given on another scale stands with the candidate, apart.
  const given = (rating: typeof mine) => (rating.out_of === mostPoints ? rating.scores[subject] : undefined);
  const own = given(mine);
  const theirs = (others ?? []).flatMap((rating) => given(rating) ?? []);
  const all = [...(own === undefined ? [] : [own]), ...theirs];
  if (all.length === 0) return <span className="quiet">{words.say("compare.thought.none")}</span>;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return (
    <>
      <PointsScale {...(own === undefined ? {} : { mine: own })} others={theirs} />
      {low === high
        ? words.say("compare.thought.both", { count: all.length, point: low })
        : words.say("compare.thought.range", { low, high })}
    </>
  );
}
