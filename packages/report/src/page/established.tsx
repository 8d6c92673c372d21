import type { CheckResult } from "@assay/bench/result";
import type { Reading } from "../reading/reading.ts";
import { asSentence } from "../reading/verdict.ts";
import { isWhole } from "../reading/tally.ts";
import { Glyph } from "./glyphs.tsx";
import { Fold, Section } from "./parts.tsx";

const mostAreas = 4;
const mostUnclear = 6;

export function Established({ reading }: { reading: Reading }) {
  const { words, tally, who, notEstablished, ourErrors } = reading;
  const unclear = notEstablished.length + ourErrors.length;
  const shown = notEstablished.slice(0, mostUnclear);
  const rest = notEstablished.slice(mostUnclear);
  return (
    <Section id="established" title={words.say("established.heading")}>
      <div className="pair">
        <div>
          <p className="big">{words.say("established.of", { count: tally.established, total: tally.counted })}</p>
          <h3 className="plain">{words.say("established.yes")}</h3>
          <p className="soft">{words.say("established.yes.about")}</p>
          <ul className="facts">
            {wholeAreasOf(reading).map(({ title, detail }) => (
              <li key={title}>
                <b>{title}</b>
                {detail}
              </li>
            ))}
            <Worst reading={reading} />
          </ul>
        </div>
        <div>
          <p className="big">{words.say("established.of", { count: unclear, total: tally.counted })}</p>
          <h3 className="plain">
            <Glyph shape="not-established" />
            {words.say("established.no")}
          </h3>
          <p className="soft">
            {unclear === 0 ? words.say("established.no.none") : words.say("established.no.about", { who })}
          </p>
          <Unclear reading={reading} checks={shown} />
          {rest.length > 0 ? (
            <Fold summary={words.say("established.more", { count: rest.length })} printed>
              <Unclear reading={reading} checks={rest} />
            </Fold>
          ) : null}
          {ourErrors.length > 0 ? (
            <>
              <h3 className="plain apart">
                <Glyph shape="our-error" />
                {words.say("established.ours", { count: ourErrors.length })}
              </h3>
              <Unclear reading={reading} checks={ourErrors.slice(0, mostUnclear)} />
            </>
          ) : null}
        </div>
      </div>
    </Section>
  );
}

/** Areas in which all that was answered passed. */
function wholeAreasOf({ words, areas }: Reading): readonly { title: string; detail: string }[] {
  return areas
    .filter(isWhole)
    .slice(0, mostAreas)
    .map(({ id, tally }) => ({
      title: words.say(`established.${id}`),
      detail: words.say("established.area", { count: tally.of.pass }),
    }));
}

function Worst({ reading }: { reading: Reading }) {
  const { words, failures } = reading;
  const worst = failures[0];
  if (worst === undefined) return null;
  const more = failures.length - 1;
  return (
    <li>
      <b>{asSentence(reading.titleOf(worst))}</b>
      {more === 0 ? words.say("established.worst") : words.say("established.worst.more", { count: more })}
    </li>
  );
}

function Unclear({ reading, checks }: { reading: Reading; checks: readonly CheckResult[] }) {
  const { words, who } = reading;
  if (checks.length === 0) return null;
  return (
    <ul className="facts">
      {alike(reading, checks).map(({ sentence, checks: same }) => (
        <li key={same.map(({ id }) => id).join(" ")}>
          {same.map((check) => (
            <b key={check.id}>{reading.openTitleOf(check)}</b>
          ))}
          {same.length === 1 ? sentence : words.say("established.same", { count: same.length, sentence })}
          {same.map((check) => {
            const { question } = reading.wordsOf(check.id).ask;
            const isWorthAsking =
              check.severity === "blocker" && check.outcome === "not-established" && question !== "";
            return isWorthAsking ? (
              <span key={check.id} className="asked">
                {words.say("established.ask", { who, question })}
              </span>
            ) : null;
          })}
        </li>
      ))}
    </ul>
  );
}

/** Those that follow each other and have the same to say, together: it is said once. */
function alike(
  reading: Reading,
  checks: readonly CheckResult[],
): readonly { readonly sentence: string; readonly checks: readonly CheckResult[] }[] {
  const groups: { sentence: string; checks: CheckResult[] }[] = [];
  for (const check of checks) {
    const sentence = reading.sentenceOf(check);
    const last = groups.at(-1);
    if (last?.sentence === sentence) last.checks.push(check);
    else groups.push({ sentence, checks: [check] });
  }
  return groups;
}
