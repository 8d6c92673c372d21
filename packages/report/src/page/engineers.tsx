import type { Reading } from "../reading/reading.ts";
import { standings, type Stood } from "../reading/tally.ts";
import { asSentence } from "../reading/verdict.ts";
import { Evidence } from "./evidence.tsx";
import { findingAnchor } from "./findings.tsx";
import { Glyph } from "./glyphs.tsx";
import { Beside, Said, SaidTags } from "./said.tsx";
import { Extra, Fold, Section } from "./parts.tsx";
import { PressureDriven } from "./pressure-driven.tsx";

export function Engineers({ reading }: { reading: Reading }) {
  const { words, areas, tally, result } = reading;
  return (
    <Section id="engineers" title={words.say("engineers.heading")} about={words.say("engineers.about")}>
      <Fold summary={words.say("engineers.all", { count: result.checks.length })}>
        <ul className="key">
          {standings
            .filter((standing) => tally.of[standing] > 0)
            .map((standing) => (
              <li key={standing}>
                <Glyph shape={standing} />
                {words.say(`standing.${standing}`)} {tally.of[standing]}
              </li>
            ))}
        </ul>
        <button
          className="button small"
          type="button"
          data-does="folds"
          data-open={words.say("engineers.open")}
          data-close={words.say("engineers.close")}
          hidden
        >
          {words.say("engineers.open")}
        </button>
        {areas.map((area) => (
          <div key={area.id}>
            <h3 className="plain">
              {words.say(`area.${area.id}`)}{" "}
              <span className="soft">
                {words.say("engineers.established", { count: area.tally.established, total: area.tally.counted })}
              </span>
            </h3>
            <ul className="all">
              {area.stood.map((one) => (
                <li key={one.check.id}>
                  <CheckFold reading={reading} one={one} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Fold>
      <PressureDriven reading={reading} />
    </Section>
  );
}

function CheckFold({ reading, one: { check, standing } }: { reading: Reading; one: Stood }) {
  const { words } = reading;
  const title = reading.titleOf(check);
  const cause = reading.result.checks.find((other) => other.id === check.because);
  return (
    <Fold
      className="check-fold"
      summary={
        <>
          <Glyph shape={standing} label={words.say(`standing.${standing}`)} />
          <span>
            {title}
            {check.demand === "extra" ? <Extra>{words.say("extra.short")}</Extra> : null}
            <SaidTags reading={reading} check={check} />
            {check.unsteady === true ? <i className="soft"> {words.say("unsteady")}</i> : null}
          </span>
        </>
      }
    >
      <p>{asSentence(reading.sentenceOf(check))}</p>
      <Said reading={reading} check={check} />
      {standing === "explained" && cause !== undefined ? (
        <p>{words.say("reason.because", { title: reading.titleOf(cause) })}</p>
      ) : null}
      {standing === "fail" ? (
        <p>
          <a href={`#${findingAnchor(check)}`}>{words.say("engineers.told", { title })}</a>
        </p>
      ) : (
        <>
          <Evidence reading={reading} check={check} />
          <Beside check={check} />
        </>
      )}
    </Fold>
  );
}
