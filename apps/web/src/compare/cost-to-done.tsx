import { Link } from "@tanstack/react-router";
import type { Compared } from "../api/judgement.ts";
import { Cost, SameCost } from "../cost/same-cost.tsx";
import "../look/cost.css";
import { useWords } from "../words/words.tsx";

/** What the job would cost with each: their rate times the hours of the role, the same for all. */
export function CostToDone({
  role,
  people,
  recruits,
}: {
  readonly role: {
    readonly id: string;
    readonly title: string;
    readonly hours_low: number | null;
    readonly hours_high: number | null;
  };
  readonly people: readonly Compared[];
  readonly recruits: boolean;
}) {
  const words = useWords();
  const { hours_low: low, hours_high: high } = role;
  const hours = low === null || high === null ? null : { low, high };
  const hourly = people.filter(({ rate }) => rate?.per === "hour");
  const currencies = [...new Set(hourly.flatMap(({ rate }) => rate?.currency ?? []))];
  const [currency] = currencies;
  const isOne = currencies.length === 1 && currency !== undefined && hourly.length > 1;
  const rest = isOne ? people.filter((person) => !hourly.includes(person)) : people;
  return (
    <section className="cost-to-done" aria-labelledby="cost-to-done">
      <h2 id="cost-to-done">{words.say("done.title")}</h2>
      <p>{words.say("done.text")}</p>
      {hours === null ? <p>{words.say("done.no-hours")}</p> : null}
      {recruits ? (
        <p>
          <Link to="/roles/$role/cost" params={{ role: role.id }}>
            {words.say(hours === null ? "done.say-on-role" : "done.edit-on-role")}
          </Link>
        </p>
      ) : null}
      {isOne ? (
        <SameCost
          currency={currency}
          hours={hours}
          people={hourly.map(({ application, name, code_name, rate }) => ({
            ...{ id: application, name: name ?? code_name, called: name ?? code_name, rate: rate?.amount ?? 0 },
          }))}
        />
      ) : null}
      <ul className="cost-rest">
        {rest.map((person) => (
          <Alone key={person.application} person={person} hours={hours} />
        ))}
      </ul>
      {currencies.length > 1 ? <p className="small soft">{words.say("done.currencies")}</p> : null}
      {hourly.length > 0 ? <p className="small soft">{words.say("done.told-rates")}</p> : null}
    </section>
  );
}

/** Somebody whose rate can't be set against the others'. */
function Alone({
  person: { name, code_name, rate },
  hours,
}: {
  readonly person: Compared;
  readonly hours: { readonly low: number; readonly high: number } | null;
}) {
  const words = useWords();
  const amount = rate === null ? "" : words.money(rate.amount, rate.currency);
  return (
    <li>
      <div>
        <b>{name ?? code_name}</b>
        <span>
          {rate === null
            ? words.say("done.no-rate")
            : words.say(rate.per === "hour" ? "done.an-hour" : "done.for-all", { rate: amount })}
        </span>
      </div>
      {rate === null ? null : rate.per === "hour" ? (
        <Cost rate={rate.amount} currency={rate.currency} hours={hours} />
      ) : (
        <p className="same-cost-sum">
          <b>{amount}</b>
          <span>{words.say("done.as-told")}</span>
        </p>
      )}
    </li>
  );
}
