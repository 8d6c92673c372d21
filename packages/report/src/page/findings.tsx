import type { CheckResult, Severity } from "@assay/bench/result";
import type { Reading } from "../reading/reading.ts";
import { worthAsking } from "../reading/strengths.ts";
import { visible } from "../text/visible.ts";
import { Evidence } from "./evidence.tsx";
import { Glyph } from "./glyphs.tsx";
import { Beside, Said, SaidTags } from "./said.tsx";
import { Extra, Fold, quoted, Section } from "./parts.tsx";

export function Findings({ reading }: { reading: Reading }) {
  const { words, told, listed, isOwn } = reading;
  if (told.length === 0) return <NothingFailed reading={reading} />;
  const areSmaller = listed.every((check) => check.severity === "minor");
  return (
    <Section
      id="hurt"
      title={words.say("hurt.heading")}
      about={words.say(isOwn ? "hurt.about.own" : "hurt.about", { count: told.length })}
      sticky
    >
      {told.map((check, at) => (
        <Finding key={check.id} reading={reading} check={check} number={at + 1} />
      ))}
      {listed.length === 0 ? null : (
        <>
          <h3 className="plain">{words.say(areSmaller ? "hurt.smaller" : "hurt.more", { count: listed.length })}</h3>
          <ul className="lesser">
            {listed.map((check) => (
              <li key={check.id}>
                <Lesser reading={reading} check={check} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

/** Where the evidence of a failed check stands. */
export function findingAnchor(check: CheckResult): string {
  return `finding-${check.id.replaceAll(/[^a-z0-9-]/gi, "")}`;
}

function Finding({ reading, check, number }: { reading: Reading; check: CheckResult; number: number }) {
  const { words } = reading;
  const anchor = findingAnchor(check);
  return (
    <article className="finding" id={anchor} aria-labelledby={`${anchor}-title`}>
      <p className="above">
        <SeverityTag severity={check.severity} reading={reading} />
        <span>{words.say(`area.${check.area}`)}</span>
        {check.demand === "extra" ? <Extra>{words.say("extra")}</Extra> : null}
        <SaidTags reading={reading} check={check} />
      </p>
      <h3 id={`${anchor}-title`}>
        {number}. {reading.titleOf(check)}
      </h3>
      <Said reading={reading} check={check} />
      <Told reading={reading} check={check} />
      <Fold className="for-engineers" summary={words.say("hurt.evidence")}>
        <Evidence reading={reading} check={check} />
      </Fold>
      <Beside check={check} />
    </article>
  );
}

/** A finding beyond the first three: its title, and the rest in a fold of its own. */
function Lesser({ reading, check }: { reading: Reading; check: CheckResult }) {
  const { words } = reading;
  return (
    <Fold
      id={findingAnchor(check)}
      className="lesser-fold"
      summary={
        <>
          <Glyph shape="fail" label={words.say("standing.fail")} />
          <span className="lesser-title">
            {reading.titleOf(check)}
            {check.demand === "extra" ? <Extra>{words.say("extra.short")}</Extra> : null}
            <SaidTags reading={reading} check={check} />
          </span>
          <span className="lesser-area">
            {check.severity === "minor" ? "" : `${words.say(`severity.${check.severity}`)} · `}
            {words.say(`area.${check.area}`)}
          </span>
        </>
      }
    >
      <Said reading={reading} check={check} />
      <Told reading={reading} check={check} />
      <Fold className="for-engineers" summary={words.say("hurt.evidence")}>
        <Evidence reading={reading} check={check} />
      </Fold>
      <Beside check={check} />
    </Fold>
  );
}

function Told({ reading, check }: { reading: Reading; check: CheckResult }) {
  const { words, stood } = reading;
  const why = words.tell(reading.wordsOf(check.id).why, check.facts, "");
  const follows = stood.filter((one) => one.standing === "explained" && one.check.because === check.id);
  return (
    <>
      <div className="pair">
        <div>
          <h4>{words.say("hurt.happened")}</h4>
          <p>{reading.sentenceOf(check)}</p>
        </div>
        {why === "" ? null : (
          <div>
            <h4>{words.say("hurt.means")}</h4>
            <p>{why}</p>
          </div>
        )}
      </div>
      {follows.length === 0 ? null : (
        <div className="follows">
          <h4>
            <Glyph shape="explained" />
            {words.say("hurt.follows")}
          </h4>
          <ul>
            {follows.map(({ check: other }) => (
              <li key={other.id}>
                {other.outcome === "fail"
                  ? reading.titleOf(other)
                  : words.say("hurt.follows.untested", { title: reading.titleOf(other) })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Ask reading={reading} id={check.id} />
    </>
  );
}

/** A question that needs no knowledge of how the thing works, with what to listen for. */
export function Ask({ reading, id }: { reading: Reading; id: string }) {
  const { words, who } = reading;
  const { question, goodAnswer, weakAnswer } = reading.wordsOf(id).ask;
  if (question === "") return null;
  return (
    <div className="ask">
      <h4>{words.say("hurt.ask", { who })}</h4>
      <blockquote>{quoted(words, question)}</blockquote>
      <div className="pair">
        <div>
          <h4>
            <Glyph shape="tick" />
            {words.say("hurt.good")}
          </h4>
          <p>{goodAnswer}</p>
        </div>
        <div className="weak-answer">
          <h4>
            <Glyph shape="weak" />
            {words.say("hurt.weak")}
          </h4>
          <p>{weakAnswer}</p>
        </div>
      </div>
    </div>
  );
}

function SeverityTag({ reading, severity }: { reading: Reading; severity: Severity }) {
  return (
    <span className={severity === "blocker" ? "tag pill" : "tag"}>
      <Glyph shape="fail" />
      {reading.words.say(`severity.${severity}`)}
    </span>
  );
}

function NothingFailed({ reading }: { reading: Reading }) {
  const { words, stood } = reading;
  const passed = worthAsking(stood.filter((one) => one.standing === "pass").map((one) => one.check));
  if (passed.length === 0) return null;
  return (
    <Section id="hurt" title={words.say("hurt.none.heading")} about={words.say("hurt.none.about")} sticky>
      {passed.map((check) => (
        <article className="finding" key={check.id} aria-label={visible(reading.titleOf(check))}>
          <p className="above">
            <span className="tag pass">
              <Glyph shape="pass" />
              {words.say("hurt.none.passed")}
            </span>
            <span>{words.say(`area.${check.area}`)}</span>
          </p>
          <h3>{reading.titleOf(check)}</h3>
          <p className="soft">{reading.sentenceOf(check)}</p>
          <Ask reading={reading} id={check.id} />
        </article>
      ))}
    </Section>
  );
}
