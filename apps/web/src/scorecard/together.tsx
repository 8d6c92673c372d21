import { combineScorecards, type Combined, type Weights } from "@assay/hiring";
import type { RatingRule } from "../api/interview.ts";
import type { Ratings } from "../api/judgement.ts";
import { Source } from "../figures/source.tsx";
import { useWords, type Words } from "../words/words.tsx";
import { RuleText } from "./rule-text.tsx";
import { scorecardsOf } from "./scorecards-of.ts";

/** Points put together by the rule of the role: as a range, beside its parts, and never a number to sort by. */
export function Together({ ratings, rule }: { readonly ratings: Ratings; readonly rule: RatingRule }) {
  const words = useWords();
  const combined = combineScorecards(scorecardsOf(ratings, words.say("cards.you")), rule.weights satisfies Weights);
  return (
    <section className="together">
      <h3>{words.say("together.title")}</h3>
      <p className="range">{rangeText(combined, words)}</p>
      {combined.missing.map(({ person, subjects }) => (
        <p key={person} className="soft">
          {words.say("together.missing", {
            person,
            subjects: words.list(subjects.map((subject) => words.say(`subject.${subject}`))),
          })}
        </p>
      ))}
      <p className="soft">{words.say("together.text")}</p>
      <RuleText rule={rule} />
      <Source figure="combining" about={words.say("together.source")} />
    </section>
  );
}

function rangeText({ range, whole }: Combined, words: Words): string {
  if (range === null) return words.say("together.none");
  const [low, high] = [toOneDigit(range.low, words), toOneDigit(range.high, words)];
  if (whole === 1) return words.say("together.one", { low });
  return low === high
    ? words.say("together.same", { low, people: whole })
    : words.say("together.range", { low, high, people: whole });
}

/** As it stands in a narrow column. */
export function shortRange(ratings: Ratings, rule: RatingRule, words: Words): string {
  const { range } = combineScorecards(scorecardsOf(ratings, words.say("cards.you")), rule.weights);
  if (range === null) return words.say("together.short.none");
  const [low, high] = [toOneDigit(range.low, words), toOneDigit(range.high, words)];
  return low === high ? low : words.say("together.short", { low, high });
}

function toOneDigit(value: number, words: Words): string {
  return words.number(Math.round(value * 10) / 10);
}
