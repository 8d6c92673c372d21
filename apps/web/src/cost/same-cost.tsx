import { breakEven, costToDone, pay, sameCostHours, type SourcedRange } from "@assay/hiring";
import { Source } from "../figures/source.tsx";
import { useWords, type Words } from "../words/words.tsx";

/** Somebody's rate for an hour. */
export interface Rated {
  readonly id: string;
  readonly name: string;
  /** As it stands in a sentence: "the first". */
  readonly called: string;
  readonly rate: number;
}

/** What is compared where nobody typed hours. */
const plainHours = 100;

/**
 * One picture: how many hours of each cost the same as those of the lowest rate, and so how much faster the dearer must be.
 * Two to five people in the order they come in, with rates in one currency.
 */
export function SameCost({
  people,
  currency,
  hours,
}: {
  readonly people: readonly Rated[];
  readonly currency: string;
  /** As typed; null for not yet. */
  readonly hours: { readonly low: number; readonly high: number } | null;
}) {
  const words = useWords();
  const lowest = people.reduce((one, other) => (other.rate < one.rate ? other : one));
  const base = hours?.high ?? plainHours;
  const rows = people.map((person) => {
    const times = breakEven(told(person.rate), told(lowest.rate));
    const hours = sameCostHours(typed(base, base), times);
    return { person, times: times.high, share: hours.high / base, hours: hours.high };
  });
  return (
    <figure className="same-cost">
      <figcaption>{words.say("done.same-cost", { hours: words.number(base), name: lowest.called })}</figcaption>
      <ul>
        {rows.map(({ person, times, share, hours: same }) => (
          <li key={person.id}>
            <div className="same-cost-who">
              <b>{person.name}</b>
              <span>{words.say("done.an-hour", { rate: words.money(person.rate, currency) })}</span>
            </div>
            <div className="same-cost-hours">
              <svg
                viewBox="0 0 100 18"
                preserveAspectRatio="none"
                role="img"
                aria-label={words.say("done.bar", {
                  ...{ person: person.name, hours: shortly(same, words), base: words.number(base) },
                  name: lowest.called,
                })}
              >
                <rect className="same-cost-all" x="0" y="1" width="100" height="16" />
                <rect className="same-cost-bar" x="0" y="1" width={share * 100} height="16" />
              </svg>
              <p>{setAgainst(person, lowest, { times, hours: shortly(same, words) }, words)}</p>
            </div>
            <Cost rate={person.rate} currency={currency} hours={hours} />
          </li>
        ))}
      </ul>
      <Between rows={rows.filter(({ times }) => times > 1)} />
      <p className="small soft">{words.say("done.scale", { times: pay.speedSpread.typicalRatio })}</p>
      <Source figure="speed-spread" about={words.say("done.about.scale")} />
    </figure>
  );
}

/** The dearest against each between it and the lowest. */
function Between({ rows }: { readonly rows: readonly { readonly person: Rated; readonly times: number }[] }) {
  const words = useWords();
  const dearest = rows.reduce<(typeof rows)[number] | undefined>(
    (one, other) => (one === undefined || other.times > one.times ? other : one),
    undefined,
  );
  if (dearest === undefined) return null;
  return rows
    .filter(({ times }) => times < dearest.times)
    .map(({ person, times }) => (
      <p key={person.id} className="small soft">
        {words.say("done.faster.than", {
          ...{ dear: dearest.person.name, name: person.called },
          times: tenths(dearest.times / times, words),
        })}
      </p>
    ));
}

/** What the hours that were typed come to. */
export function Cost({
  rate,
  currency,
  hours,
}: {
  readonly rate: number;
  readonly currency: string;
  readonly hours: { readonly low: number; readonly high: number } | null;
}) {
  const words = useWords();
  if (hours === null) return <p className="same-cost-sum" />;
  const cost = costToDone({ rate: told(rate), hours: typed(hours.low, hours.high) });
  return (
    <p className="same-cost-sum">
      <b>{words.say("done.cost", { low: words.money(cost.low, currency), high: words.money(cost.high, currency) })}</b>
      <span>{words.say("done.for-hours", { low: words.number(hours.low), high: words.number(hours.high) })}</span>
    </p>
  );
}

function setAgainst(
  person: Rated,
  lowest: Rated,
  { times, hours }: { readonly times: number; readonly hours: string },
  words: Words,
): string {
  if (person === lowest) return words.say("done.base", { hours });
  if (times === 1) return words.say("done.base.same", { hours, name: lowest.called });
  return words.say("done.faster", { hours, times: tenths(times, words), name: lowest.called });
}

function told(rate: number): SourcedRange {
  return { low: rate, high: rate, from: ["told"] };
}

function typed(low: number, high: number): SourcedRange {
  return { low, high, from: ["typed"] };
}

/** Never "1.0 times as fast" for what is dearer. */
function tenths(times: number, words: Words): string {
  const rounded = Math.round(times * 10) / 10;
  return words.number(rounded === 1 && times > 1 ? Math.ceil(times * 100) / 100 : rounded);
}

function shortly(hours: number, words: Words): string {
  return words.number(hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours));
}
