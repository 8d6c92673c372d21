import type { AreaReading, Reading } from "../reading/reading.ts";
import { standings } from "../reading/tally.ts";
import { asSentence } from "../reading/verdict.ts";
import { Glyph } from "./glyphs.tsx";
import { Extra, Fold, Section } from "./parts.tsx";

export function Areas({ reading }: { reading: Reading }) {
  const { words, areas, tally } = reading;
  return (
    <Section id="areas" title={words.say("areas.heading")} about={words.say("areas.about")}>
      <table className="areas">
        <thead>
          <tr>
            <th scope="col">{words.say("areas.area")}</th>
            <th scope="col">{words.say("areas.checks")}</th>
            <th scope="col">{words.say("areas.result")}</th>
            <th scope="col" className="end">
              {words.say("areas.established")}
            </th>
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <AreaRow key={area.id} reading={reading} area={area} />
          ))}
          <tr className="people">
            <th scope="row">
              <b>{words.say("area.explains-clearly")}</b>
              <span>{words.say("area.explains-clearly.about")}</span>
            </th>
            <td className="marks-cell soft">
              <Glyph shape="person" /> {words.say("area.explains-clearly.by")}
            </td>
            <td className="result" colSpan={2}>
              {words.say("area.explains-clearly.waits")}
              <span>{words.say("area.explains-clearly.never")}</span>
            </td>
          </tr>
        </tbody>
      </table>
      <ul className="key">
        {standings
          .filter((standing) => tally.of[standing] > 0)
          .map((standing) => (
            <li key={standing}>
              <Glyph shape={standing} />
              {words.say(`standing.${standing}`)}
            </li>
          ))}
      </ul>
      <Notes reading={reading} />
    </Section>
  );
}

function AreaRow({ reading, area }: { reading: Reading; area: AreaReading }) {
  const { words } = reading;
  const { tally } = area;
  const beside = standings
    .filter((standing) => standing !== "pass" && tally.of[standing] > 0)
    .map((standing) => words.say(`standing.${standing}.count`, { count: tally.of[standing] }));
  const marks = standings.flatMap((standing) => area.stood.filter((one) => one.standing === standing));
  return (
    <tr>
      <th scope="row">
        <b>{words.say(`area.${area.id}`)}</b>
        <span>{words.say(`area.${area.id}.about`)}</span>
      </th>
      <td className="marks-cell">
        <span className="marks" aria-hidden="true">
          {marks.map(({ check, standing }) => (
            <Glyph key={check.id} shape={standing} hint={reading.titleOf(check)} />
          ))}
        </span>
      </td>
      <td className="result">
        <b>
          {tally.counted === 0
            ? words.say("areas.none")
            : words.say("areas.passed", { passed: tally.of.pass, total: tally.counted })}
        </b>
        {beside.map((text) => (
          <span key={text}>{text}</span>
        ))}
        {tally.extrasPassed > 0 ? <Extra>{words.say("extra.count", { count: tally.extrasPassed })}</Extra> : null}
      </td>
      <td className="end established">
        <span className="phone-only">{words.say("areas.established")}: </span>
        {words.say("areas.established.of", { count: tally.established, total: tally.counted })}
      </td>
    </tr>
  );
}

function Notes({ reading }: { reading: Reading }) {
  const { words, result } = reading;
  if (result.notes.length === 0) return null;
  return (
    <Fold summary={words.say("notes.heading")} printed>
      <ul className="notes">
        {result.notes.map((note) => {
          const own = reading.wordsOf(note.id);
          return <li key={note.id}>{asSentence(words.tell(own.passed, note.facts, own.title))}</li>;
        })}
      </ul>
    </Fold>
  );
}
