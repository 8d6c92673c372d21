import type { Result } from "@assay/bench/result";
import type { RatingRule, RatingTalk, SeenNotes } from "../api/interview.ts";
import type { Ratings } from "../api/judgement.ts";
import { Differences } from "../scorecard/differences.tsx";
import { OwnResultNotes } from "../scorecard/own-result-notes.tsx";
import { Talk } from "../scorecard/talk.tsx";
import { Together } from "../scorecard/together.tsx";
import { useWords } from "../words/words.tsx";

/** What others think; before one's own, only that they do. */
export function OthersRatings({
  application,
  role,
  ratings,
  ratedBy,
  interview: { result, ...notes },
  rule,
  talk,
}: {
  readonly application: string;
  readonly role: string;
  readonly ratings: Ratings;
  readonly ratedBy: readonly string[];
  readonly interview: SeenNotes & { readonly result: Result | null };
  readonly rule: RatingRule;
  readonly talk: RatingTalk | null;
}) {
  const words = useWords();
  const { others } = ratings;
  return (
    <section className="judged" aria-labelledby="others">
      <h2 id="others">{words.say(others === null ? "rate.others" : "cards.title")}</h2>
      {others === null ? (
        <p className="soft">{words.say("rate.others.hidden", { count: ratedBy.length, names: words.list(ratedBy) })}</p>
      ) : (
        <>
          {others.length === 0 ? <p className="soft">{words.say("rate.others.none")}</p> : null}
          {others.length === 0 ? null : <Differences ratings={ratings} notes={notes} />}
          <OwnResultNotes {...{ role, result, notes }} />
          {others.length === 0 && talk === null ? null : <Talk application={application} talk={talk} />}
          <Together ratings={ratings} rule={rule} />
        </>
      )}
    </section>
  );
}
