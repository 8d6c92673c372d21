import type { IncidentFact, PressureFact } from "@assay/bench/result";
import type { Reading } from "../reading/reading.ts";
import { visible } from "../text/visible.ts";
import type { Words } from "../words/words.ts";
import { Fold } from "./parts.tsx";

/** For engineers: how the run under pressure was driven, and its incidents to the millisecond. */
export function PressureDriven({ reading: { words, pressure } }: { reading: Reading }) {
  if (pressure === undefined) return null;
  const { fact } = pressure;
  return (
    <Fold summary={words.say("engineers.pressure")} className="driven">
      <p>{drivenOf(fact, words)}</p>
      <h4>{words.say("engineers.pressure.latency")}</h4>
      <FactTable
        heads={["operation", "sent", "p50", "p95"]}
        rows={fact.journeys.map(({ operation, sent, p50Ms, p95Ms }) => [
          visible(operation),
          words.number(sent),
          fineOr(p50Ms, words),
          fineOr(p95Ms, words),
        ])}
        words={words}
      />
      <h4>{words.say("engineers.pressure.incidents")}</h4>
      <FactTable
        heads={["incident", "from", "to", "listening", "normal", "note"]}
        rows={fact.incidents.map((incident) => [
          incident.name,
          `${words.number(incident.from)} ms`,
          `${words.number(incident.to)} ms`,
          atOr(incident.listeningAt, words),
          atOr(incident.normalAt, words),
          noteOf(incident),
        ])}
        words={words}
      />
    </Fold>
  );
}

type Head = "operation" | "sent" | "p50" | "p95" | "incident" | "from" | "to" | "listening" | "normal" | "note";

function FactTable(props: { heads: readonly Head[]; rows: readonly (readonly string[])[]; words: Words }) {
  const heads = props.heads.map((head) => props.words.say(`engineers.pressure.${head}`));
  return (
    <table className="restack">
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([first, ...values], row) => (
          <tr key={row}>
            <th scope="row">{first}</th>
            {values.map((value, at) => (
              <td key={heads[at + 1]} data-label={heads[at + 1]}>
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function drivenOf({ rate, spikeRate, capacity, generator }: PressureFact, words: Words): string {
  const share = (of: number) => Math.round((of / capacity.rate) * 100);
  return words.say("engineers.pressure.load", {
    rate,
    share: share(rate),
    atLeast: String(capacity.atLeast),
    capacity: capacity.rate,
    tries: words.say("engineers.pressure.tries", {
      count: capacity.tries.length,
      list: words.list(capacity.tries.map((one) => words.number(one))),
    }),
    rush: spikeRate,
    rushShare: share(spikeRate),
    unsent: generator.unsent,
    lag: words.fine(generator.lagP99Ms),
  });
}

function fineOr(milliseconds: number | null, words: Words): string {
  return milliseconds === null ? "–" : words.fine(milliseconds);
}

function atOr(moment: number | undefined, words: Words): string {
  return moment === undefined ? "–" : `${words.number(moment)} ms`;
}

function noteOf({ lagged, notEstablished }: IncidentFact): string {
  return (
    [...(lagged === true ? ["lagged"] : []), ...(notEstablished === undefined ? [] : [notEstablished])].join(", ") ||
    "–"
  );
}
