import type { CheckResult } from "@assay/bench/result";
import type { IncidentReading, PressureReading, PressureRow } from "../reading/pressure.ts";
import type { Reading } from "../reading/reading.ts";
import { drawingOf, sizes } from "../timeline/drawing.ts";
import { keysOf, Legend } from "../timeline/legend.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import type { Words } from "../words/words.ts";
import { findingAnchor } from "./findings.tsx";
import { Glyph } from "./glyphs.tsx";
import { Fold, WideSection } from "./parts.tsx";

/** The run under pressure: the picture, the same as a table and as a list, and what became of what was saved. */
export function Pressure({ reading }: { reading: Reading }) {
  const { words, pressure } = reading;
  if (pressure === undefined) return null;
  const { heading, sentence, incidents, balance } = pressure;
  return (
    <WideSection id="pressure" title={heading} about={sentence}>
      <figure>
        <Legend id="legend" keys={keysOf("legend", words)} />
        <Picture pressure={pressure} words={words} />
      </figure>
      <Fold summary={words.say("pressure.table")}>
        <Table pressure={pressure} words={words} />
      </Fold>
      <ol className="incidents" aria-label={words.say("pressure.incidents", { count: incidents.length })}>
        {incidents.map((incident) => (
          <Incident key={incident.number} reading={reading} incident={incident} />
        ))}
      </ol>
      <dl className="balance">
        {balance.map(({ label, count }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words.number(count)}</dd>
          </div>
        ))}
      </dl>
    </WideSection>
  );
}

function Picture({ pressure, words }: { pressure: PressureReading; words: Words }) {
  const title = words.say("picture.title", { time: words.spoken(pressure.fact.durationMs) });
  return sizes.map((size) => (
    <Timeline
      key={size}
      id={`picture-${size}`}
      className={`picture-${size}`}
      drawing={drawingOf(pressure, words, size)}
      title={title}
      about={pressure.description}
    />
  ));
}

const columns = ["visits", "answered", "put-off", "failed", "longest"] as const;

export function valuesOf({ visits: { sent, answered, putOff, failed, longestMs } }: PressureRow, words: Words) {
  return {
    visits: words.number(sent),
    answered: words.number(answered),
    "put-off": words.number(putOff),
    failed: words.number(failed),
    longest: longestMs === null ? "–" : words.short(longestMs),
  } as const satisfies Record<(typeof columns)[number], string>;
}

function Table({ pressure, words }: { pressure: PressureReading; words: Words }) {
  const [total, ...rows] = pressure.rows.toReversed();
  return (
    <table className="restack numbers">
      <thead>
        <tr>
          <th scope="col">{words.say("pressure.table.what")}</th>
          <th scope="col">{words.say("pressure.table.from")}</th>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {words.say(`pressure.table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.toReversed().map((row) => (
          <TableRow key={`${row.from ?? ""} ${row.what}`} row={row} words={words} />
        ))}
      </tbody>
      <tfoot>{total === undefined ? null : <TableRow row={total} words={words} />}</tfoot>
    </table>
  );
}

function TableRow({ row, words }: { row: PressureRow; words: Words }) {
  const values = valuesOf(row, words);
  return (
    <tr>
      <th scope="row">{row.what}</th>
      <td data-label={words.say("pressure.table.from")}>{row.from ?? "–"}</td>
      {columns.map((column) => (
        <td key={column} data-label={words.say(`pressure.table.${column}`)}>
          {values[column]}
        </td>
      ))}
    </tr>
  );
}

function Incident({ reading, incident }: { reading: Reading; incident: IncidentReading }) {
  const { number, heading, sentence, checks, isOpen } = incident;
  return (
    <li>
      <span className={isOpen ? "number open" : "number"} aria-hidden="true">
        {number}
      </span>
      <div>
        <b>{heading}</b>
        <p>{sentence}</p>
        {checks.map((check) => (
          <CheckTag key={check.id} reading={reading} check={check} />
        ))}
      </div>
    </li>
  );
}

/** The outcome of a check about an incident; a failure leads to where it is told. */
function CheckTag({ reading, check }: { reading: Reading; check: CheckResult }) {
  const { words } = reading;
  const standing = reading.stood.find((one) => one.check.id === check.id)?.standing ?? check.outcome;
  const word = words.say(`standing.${standing}`);
  return (
    <p className={`tag ${standing}`}>
      <Glyph shape={standing} />
      <span>
        {standing === "pass" ? (
          word
        ) : standing === "fail" ? (
          <>
            {word}: <a href={`#${findingAnchor(check)}`}>{reading.titleOf(check)}</a>
          </>
        ) : (
          `${word}: ${reading.titleOf(check)}`
        )}
      </span>
    </p>
  );
}
