import { comparedIncidentsOf, pressureRowsOf, type ComparedRow } from "../reading/comparison.ts";
import { differencesOf, differingSentence, type ComparedWork } from "../reading/differences.ts";
import { comparedDrawingOf } from "../timeline/compared-drawing.ts";
import { waitRange } from "../timeline/drawing.ts";
import { comparedKeysOf, Legend } from "../timeline/legend.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import type { Words } from "../words/words.ts";
import { DifferencesTable, type Column } from "./differences.tsx";
import { Frame } from "./frame.tsx";
import { Fold } from "./parts.tsx";
import { sayDifference } from "../words/differences.ts";

interface Compared {
  readonly rows: readonly ComparedRow[];
  readonly words: Words;
}

/** Several pieces of work side by side. No rank, no winner. */
export function ComparisonPage(props: { works: readonly ComparedWork[]; words: Words; challenge: string }) {
  const { works, words, challenge } = props;
  return (
    <Frame words={words} skip={words.say("compare.skip")} footer={words.say("compare.footer")}>
      <section className="sec wide first" aria-labelledby="compared">
        <div className="above-all">
          <p className="meta">{challenge}</p>
          <h1 id="compared">{sayDifference(words, "differ.heading", { count: works.length })}</h1>
          <p>{differingSentence(differencesOf(works), words)}</p>
          <p className="order">{words.say("compare.order")}</p>
        </div>
      </section>
      <ComparedSections works={works} words={words} />
    </Frame>
  );
}

/** First where they really differ, then the same minute of each: below the head of whichever page they stand on. */
export function ComparedSections({ works, words }: { works: readonly Column[]; words: Words }) {
  const rows = pressureRowsOf(
    works.map(({ name, reading: { result } }) => ({ name, result })),
    words,
  );
  return (
    <>
      <section className="sec wide" aria-labelledby="differ">
        <div className="above-all">
          <h2 id="differ">{sayDifference(words, "differ.section")}</h2>
          <p>{sayDifference(words, "differ.about")}</p>
        </div>
        <div className="body">
          <DifferencesTable works={works} words={words} />
        </div>
      </section>
      <UnderPressure rows={rows} words={words} />
    </>
  );
}

/** One row each on one time axis, then the same numbers. */
function UnderPressure({ rows, words }: Compared) {
  const first = rows[0]?.pressure;
  if (first === undefined) return null;
  const { compared, leftOut } = comparedIncidentsOf(rows);
  return (
    <section className="sec wide" aria-labelledby="pressed">
      <div className="above-all">
        <h2 id="pressed">{words.say("compare.heading", { count: rows.length })}</h2>
        <p>{words.say("compare.about", { count: compared.length })}</p>
        {leftOut.length === 0 ? null : <p>{words.say("compare.left-out", { list: words.list(leftOut) })}</p>}
      </div>
      <div className="body">
        <Legend id="legend" keys={comparedKeysOf("legend", first.fact.limitMs, words)} />
        <Rows rows={rows} words={words} />
        <Totals rows={rows} words={words} />
        <Fold summary={words.say("compare.incidents")} printed>
          <Incidents rows={rows} words={words} />
        </Fold>
      </div>
    </section>
  );
}

/** Moments this near to each other are the same for the eye. */
const sameMs = 1500;

function Rows({ rows, words }: Compared) {
  const facts = rows.map(({ pressure }) => pressure.fact);
  const common = { durationMs: Math.max(...facts.map(({ durationMs }) => durationMs)), waits: waitRange(facts) };
  const isAtOnce = facts.every(
    ({ incidents }) =>
      incidents.length === facts[0]?.incidents.length &&
      incidents.every(({ from }, at) => Math.abs(from - (facts[0]?.incidents[at]?.from ?? from)) <= sameMs),
  );
  return rows.map(({ name, summary, pressure }, at) => (
    <div className="compared" key={name}>
      <div className="whose">
        <h2>{name}</h2>
        <p>{summary}</p>
      </div>
      <div>
        {(["wide", "phone"] as const).map((size) => (
          <Timeline
            key={size}
            id={`row-${at}-${size}`}
            className={`picture-${size}`}
            drawing={comparedDrawingOf(
              pressure,
              common,
              { hasHead: at === 0 || !isAtOnce, hasAxis: at === rows.length - 1 },
              words,
              size,
            )}
            title={words.say("compare.title", { name, summary })}
            about={pressure.description}
          />
        ))}
      </div>
    </div>
  ));
}

const totals = ["visits", "answered", "put-off", "failed", "longest", "confirmed", "lost", "doubled"] as const;

function Totals({ rows, words }: Compared) {
  const valuesOf = ({ fact: { visits, writes } }: ComparedRow["pressure"]) =>
    ({
      visits: words.number(visits.sent),
      answered: words.number(visits.answered),
      "put-off": words.number(visits.putOff),
      failed: words.number(visits.failed),
      longest: visits.longestMs === null ? "–" : words.short(visits.longestMs),
      confirmed: words.number(writes.acknowledged),
      lost: words.number(writes.lost),
      doubled: words.number(writes.doubled),
    }) satisfies Record<(typeof totals)[number], string>;
  return (
    <table className="restack numbers" aria-label={words.say("compare.table")}>
      <thead>
        <tr>
          <th scope="col">{words.say("compare.work")}</th>
          {totals.map((column) => (
            <th scope="col" key={column}>
              {words.say(`pressure.table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, pressure }) => {
          const values = valuesOf(pressure);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              {totals.map((column) => (
                <td key={column} data-label={words.say(`pressure.table.${column}`)}>
                  {values[column]}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Incidents({ rows, words }: Compared) {
  const { compared, leftOut } = comparedIncidentsOf(rows);
  return (
    <table className="restack">
      <thead>
        <tr>
          <th scope="col">{words.say("pressure.table.what")}</th>
          {rows.map(({ name }) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {compared.map((incident) => (
          <tr key={incident.number}>
            <th scope="row">
              {/* What was repeated stands in some pictures alone: numbers would differ. */}
              {leftOut.length === 0 ? `${incident.number}. ${incident.name}` : incident.name}
            </th>
            {rows.map(({ name, pressure }) => (
              <td key={name} data-label={name}>
                {gotOf(
                  pressure.incidents.find(({ fact }) => fact.name === incident.fact.name),
                  words,
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function gotOf(incident: ComparedRow["pressure"]["incidents"][number] | undefined, words: Words): string {
  if (incident === undefined || incident.isOpen) return words.say("incident.open");
  const { sent, answered, putOff, failed, longestMs } = incident.fact.visits;
  const longest = longestMs === null ? "none" : words.short(longestMs);
  return words.say("compare.got", { sent, answered, putOff, failed, longest });
}
