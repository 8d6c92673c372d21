import { mostPoints, ratingDifferencesOf, type Competency, type Difference } from "@assay/hiring";
import type { SeenNotes } from "../api/interview.ts";
import { subjects, type Ratings } from "../api/judgement.ts";
import { PointsScale } from "../judgement/points-scale.tsx";
import { useWords, type Words } from "../words/words.tsx";
import { scorecardsOf, type SeenScorecard } from "./scorecards-of.ts";

/** Who gave what, subject by subject, with what each noted in the talk: the widest apart first. */
export function Differences({ ratings, notes }: { readonly ratings: Ratings; readonly notes: SeenNotes }) {
  const words = useWords();
  const scorecards = scorecardsOf(ratings, words.say("cards.you"));
  return (
    <>
      <p className="soft">{words.say("cards.text")}</p>
      <ul className="differences">
        {ratingDifferencesOf(scorecards).map((difference) => (
          <li key={difference.subject}>
            <Head difference={difference} />
            <PointsScale {...drawn(difference, words.say("cards.you"))} />
            <ul>
              {scorecards
                .filter(({ person }) => difference.given.some((one) => one.person === person))
                .map((scorecard) => (
                  <li key={scorecard.person}>
                    <b>{scorecard.person}</b> {pointText(scorecard, difference.subject, words)}
                    <p className="quoted">{notedOf(scorecard, difference.subject, notes)}</p>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      <Overall ratings={ratings} />
      <Older ratings={ratings} />
    </>
  );
}

function Head({ difference: { subject, gap, isToTalkAbout, given } }: { readonly difference: Difference }) {
  const words = useWords();
  return (
    <h3>
      {words.say(`subject.${subject}`)}
      {given.length < 2 ? null : (
        <span className={isToTalkAbout ? "apart talk-about" : "apart"}>
          {isToTalkAbout ? <b>{words.say("cards.talk-about")}</b> : null}
          {gap === 0 ? words.say("cards.same") : words.say("cards.apart", { gap })}
        </span>
      )}
    </h3>
  );
}

function drawn({ given }: Difference, you: string) {
  const mine = given.find(({ person }) => person === you)?.point;
  const others = given.filter(({ person }) => person !== you).map(({ point }) => point);
  return { ...(mine === undefined ? {} : { mine }), others };
}

/** With what it was before anybody else's was to be seen, where it was changed since. */
function pointText({ rating }: SeenScorecard, subject: Competency, words: Words): string {
  const point = rating.scores[subject] ?? 0;
  const first = rating.first_scores[subject];
  if (first === point) return words.say("cards.point", { point });
  return first === undefined ? words.say("cards.added", { point }) : words.say("cards.changed", { point, first });
}

function notedOf({ isMine, rating }: SeenScorecard, subject: Competency, { mine, others }: SeenNotes): string {
  const own = isMine ? mine : (others ?? []).filter(({ person }) => person === rating.person);
  return own.find(({ place }) => place === subject)?.text ?? "";
}

function Overall({ ratings }: { readonly ratings: Ratings }) {
  const words = useWords();
  const said = scorecardsOf(ratings, words.say("cards.you")).filter(({ rating }) => rating.note !== "");
  if (said.length === 0) return null;
  return (
    <section>
      <h3>{words.say("cards.overall")}</h3>
      <ul className="others">
        {said.map(({ person, rating }) => (
          <li key={person}>
            <b>{words.say("say.by", { person, when: words.time(rating.made_at) })}</b>
            <p className="quoted">{rating.note}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was given when there were fewer points stays to be read, apart. */
function Older({ ratings }: { readonly ratings: Ratings }) {
  const words = useWords();
  return scorecardsOf(ratings, words.say("cards.you"))
    .filter(({ out_of: most }) => most !== mostPoints)
    .map(({ person, scores, out_of: most }) => {
      const each = subjects.flatMap((subject) => {
        const point = scores[subject];
        const named = words.say(`subject.${subject}`);
        return point === undefined ? [] : [words.say("cards.older.one", { subject: named, point, most })];
      });
      return (
        <p key={person} className="soft">
          {words.say("cards.older", { person, list: words.list(each) })}
        </p>
      );
    });
}
