import { Fragment } from "react";
import { existingReadingOf } from "../reading/existing.ts";
import { ladder, barsOf, verdictReadingOf } from "../reading/verdict.ts";
import type { Reading } from "../reading/reading.ts";
import { Bars, Glyph } from "./glyphs.tsx";
import { ChangedByPeople } from "./said.tsx";

export function Hero({ reading }: { reading: Reading }) {
  const { words, result, task, heading, day } = reading;
  const verdict = verdictReadingOf(reading);
  return (
    <section className="hero" aria-labelledby="verdict">
      <p className="meta">
        <b>
          <bdi>{heading}</bdi>
        </b>
        <span>{task}</span>
        <span>{day}</span>
      </p>
      <div>
        <Existing reading={reading} />
        <p className="label">
          <Bars filled={verdict.bars} />
          {verdict.label}
        </p>
        <ChangedByPeople result={result} words={words}>
          <a href="#overruled">{words.say("overruled.jump")}</a>
        </ChangedByPeople>
        <h1 id="verdict">{unbroken(verdict.headline)}</h1>
        <p className="do">{verdict.todo}</p>
        {verdict.why.map((paragraph) => (
          <p className="why" key={paragraph}>
            {paragraph}
          </p>
        ))}
        <p className="limits">{verdict.limits}</p>
        <Actions reading={reading} />
      </div>
      <aside className="side" aria-label={words.say("tally.heading")}>
        {result.checks.length > 0 ? <TallyList reading={reading} /> : null}
        <Ladder reading={reading} />
      </aside>
    </section>
  );
}

/** Stands before the verdict, which would be misread without it. */
function Existing({ reading }: { reading: Reading }) {
  const existing = existingReadingOf(reading);
  if (existing === undefined) return null;
  return (
    <div className="existing" role="note">
      <p className="existing-heading">{existing.heading}</p>
      {existing.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

function Actions({ reading }: { reading: Reading }) {
  const { words, result, isNamed, isOwn, who } = reading;
  const ask = isNamed ? words.say("ask.jump", { who }) : words.say("ask.jump.unnamed");
  return (
    <div className="actions">
      {result.problem !== undefined ? (
        <a className="button main" href="#problem">
          {words.say("problem.jump")}
        </a>
      ) : result.verdict === "cannot-say" && reading.notEstablished.length > 0 ? (
        <a className="button main" href="#established">
          {words.say("missing.jump")}
        </a>
      ) : result.checks.length > 0 && !isOwn ? (
        <a className="button main" href="#hurt">
          {ask}
        </a>
      ) : null}
      <button className="button" type="button" data-does="print" hidden>
        {words.say("page.print")}
      </button>
    </div>
  );
}

function TallyList({ reading }: { reading: Reading }) {
  const { words, tally, stood } = reading;
  const severities = (["blocker", "serious", "minor"] as const)
    .filter((severity) => tally.failedBySeverity[severity] > 0)
    .map((severity) => words.say(`severity.${severity}.count`, { count: tally.failedBySeverity[severity] }));
  const outside = (["explained", "not-applicable"] as const)
    .filter((standing) => tally.of[standing] > 0)
    .map((standing) => words.say(`tally.outside.${standing}`, { count: tally.of[standing] }));
  return (
    <>
      <dl className="tally">
        <div>
          <dt>
            <Glyph shape="pass" />
            {words.say("tally.passed")}
          </dt>
          <dd>{tally.of.pass}</dd>
        </div>
        <div>
          <dt>
            <Glyph shape="fail" />
            <span>
              {words.say("tally.failed")}
              {severities.length > 0 ? (
                <small>
                  {severities.map((text, at) => (
                    <Fragment key={text}>
                      <span>
                        {text}
                        {at < severities.length - 1 ? "," : ""}
                      </span>{" "}
                    </Fragment>
                  ))}
                </small>
              ) : null}
            </span>
          </dt>
          <dd>{tally.of.fail}</dd>
        </div>
        <div>
          <dt>
            <Glyph shape="not-established" />
            {words.say("tally.not-established")}
          </dt>
          <dd>{tally.of["not-established"]}</dd>
        </div>
        {tally.of["our-error"] > 0 ? (
          <div>
            <dt>
              <Glyph shape="our-error" />
              {words.say("tally.our-error")}
            </dt>
            <dd>{tally.of["our-error"]}</dd>
          </div>
        ) : null}
        <div className="sum">
          <dt>{words.say("tally.total", { all: stood.length })}</dt>
          <dd>{tally.counted}</dd>
        </div>
      </dl>
      {outside.length > 0 ? <p className="outside">{outside.join(" ")}</p> : null}
    </>
  );
}

function Ladder({ reading }: { reading: Reading }) {
  const { words, result } = reading;
  const isOnIt = barsOf[result.verdict] > 0;
  return (
    <div>
      <p className="ladder-heading">{words.say("ladder.heading")}</p>
      <ol className="ladder">
        {ladder.map((verdict) => (
          <li key={verdict} {...(verdict === result.verdict ? { className: "on", "aria-current": "true" } : {})}>
            <Bars filled={barsOf[verdict]} />
            <span>{words.say(`verdict.${verdict}`)}</span>
          </li>
        ))}
      </ol>
      {isOnIt ? null : <p className="outside">{words.say("ladder.outside")}</p>}
      <p className="rules-link">
        <a href="#rules">{words.say("ladder.rules")}</a>
      </p>
    </div>
  );
}

/** A large line does not end in the middle of "log-in". */
function unbroken(text: string): string {
  return text.replaceAll(/(?<=\p{L})-(?=\p{L})/gu, "\u2011");
}
