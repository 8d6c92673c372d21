import { payRange, type PayQuestion, type PayRange } from "@assay/hiring";
import { Source } from "../figures/source.tsx";
import { useWords, type Words } from "../words/words.tsx";
import { Band } from "./band.tsx";

/** What people are paid: the range, a band of it, what it rests on, and what there is no figure for. */
export function PayAnswer({ question }: { readonly question: PayQuestion }) {
  const words = useWords();
  const answer = payRange(question);
  if (answer.kind === "range") return <Told range={answer} question={question} />;
  return (
    <div className="cost-answer" role="status">
      <p className="cost-none">{words.say("cost.none")}</p>
      <p className="soft">{words.say("cost.none.text")}</p>
      <Told range={answer.employment} question={{ ...question, form: "employment" }} />
    </div>
  );
}

function Told({ range, question }: { readonly range: PayRange; readonly question: PayQuestion }) {
  const words = useWords();
  const dollars = (amount: number) => words.money(amount, range.currency);
  const { low, high, middle, uplift, employerPays } = range;
  return (
    <div className="cost-answer" role="status">
      <p className="cost-range">
        {words.say(range.unit === "year" ? "cost.year" : "cost.hour", { low: dollars(low), high: dollars(high) })}
      </p>
      <Band range={range} />
      <p>{whatItIs(range, question, words)}</p>
      {middle === null ? null : (
        <p>
          {words.say("cost.middle", { years: words.say(`experience.${question.experience}`), middle: dollars(middle) })}
        </p>
      )}
      {uplift === null ? null : (
        <p>
          {words.say("cost.uplift", {
            low: words.number(round(uplift.low)),
            high: words.number(round(uplift.high)),
          })}
        </p>
      )}
      {employerPays === null ? null : (
        <p>{words.say("cost.employer", { low: dollars(employerPays.low), high: dollars(employerPays.high) })}</p>
      )}
      {range.unknown.map((what) => (
        <p key={what} className="cost-unknown">
          {words.say(`cost.unknown.${what}`)}
        </p>
      ))}
      <div className="cost-sources">
        <Source
          figure={range.unit === "year" ? "annual-pay" : "contract-hourly"}
          about={words.say("cost.about.pay")}
          isOpen
        />
        {uplift === null ? null : <Source figure="ai-work" about={words.say("cost.about.uplift")} />}
        {employerPays === null ? null : <Source figure="employer-overhead" about={words.say("cost.about.employer")} />}
      </div>
    </div>
  );
}

function whatItIs(range: PayRange, { experience }: PayQuestion, words: Words): string {
  const { usual, uplift } = range;
  const [low, high] = [words.money(usual.low, range.currency), words.money(usual.high, range.currency)];
  if (range.unit === "hour") return words.say("cost.hour.what", { low, high, level: levels[experience] });
  if (uplift !== null) return words.say("cost.year.usual", { low, high });
  const isWider = range.low < usual.low || range.high > usual.high;
  return isWider ? words.say("cost.year.wider", { low, high }) : words.say("cost.year.what");
}

const levels = { "up-to-5": "junior", "6-to-10": "mid", "11-to-19": "senior", "20-or-more": "senior" } as const;

function round(factor: number): number {
  return Math.round(factor * 100) / 100;
}
