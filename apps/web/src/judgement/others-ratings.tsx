import { subjects, type Ratings } from "../api/judgement.ts";
import { useWords } from "../words/words.tsx";

/** What others think; before one's own, only that they do. */
export function OthersRatings({
  others,
  ratedBy,
}: {
  readonly others: Ratings["others"];
  readonly ratedBy: readonly string[];
}) {
  const words = useWords();
  return (
    <section className="judged" aria-labelledby="others">
      <h2 id="others">{words.say("rate.others")}</h2>
      {others === null ? (
        <p className="soft">{words.say("rate.others.hidden", { count: ratedBy.length, names: words.list(ratedBy) })}</p>
      ) : others.length === 0 ? (
        <p className="soft">{words.say("rate.others.none")}</p>
      ) : (
        <ul className="others">
          {others.map(({ person, scores, note, made_at }) => (
            <li key={person}>
              <b>{words.say("say.by", { person, when: words.time(made_at) })}</b>
              <ul className="points">
                {subjects.map((subject) => {
                  const point = scores[subject];
                  return point === undefined ? null : (
                    <li key={subject}>{words.say("rate.of", { subject: words.say(`subject.${subject}`), point })}</li>
                  );
                })}
              </ul>
              {note === "" ? null : <p className="quoted">{note}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
