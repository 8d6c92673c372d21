import type { CheckResult, Result } from "@assay/bench/result";
import { createContext, useContext, type ReactNode } from "react";
import type { Reading } from "../reading/reading.ts";
import { visible } from "../text/visible.ts";
import type { Words } from "../words/words.ts";
import { Glyph } from "./glyphs.tsx";
import { Section } from "./parts.tsx";

interface OfCheck {
  readonly reading: Reading;
  readonly check: CheckResult;
}

/** What another page puts below the evidence of each check, such as what people may do about it. */
export const BesideChecks = createContext<((check: CheckResult) => ReactNode) | undefined>(undefined);

export function Beside({ check }: { check: CheckResult }) {
  return useContext(BesideChecks)?.(check) ?? null;
}

/** That somebody says otherwise, in a word. */
export function SaidTags({ reading: { words }, check }: OfCheck) {
  return (
    <>
      {check.overruled === undefined ? null : (
        <span className="said-tag">
          <Glyph shape="person" />
          {words.say("overruled.tag")}
        </span>
      )}
      {check.disputed === true ? (
        <span className="said-tag">
          <Glyph shape="weak" />
          {words.say("disputed.tag")}
        </span>
      ) : null}
    </>
  );
}

/** What people say about a check that it does not say itself. */
export function Said({ reading: { words, who }, check }: OfCheck) {
  return (
    <>
      {check.overruled === undefined ? null : (
        <p className="said">
          <b>
            {words.say("overruled.by", { by: visible(check.overruled.by), reason: visible(check.overruled.reason) })}
          </b>{" "}
          {words.say("overruled.was", { was: words.say(`standing.${check.overruled.was}`) })}
        </p>
      )}
      {check.disputed === true ? <p className="said">{words.say("disputed.about", { who: capital(who) })}</p> : null}
    </>
  );
}

/** Beside a verdict, which would pass for what the checks alone found. */
export function ChangedByPeople({ result, words, children }: { result: Result; words: Words; children?: ReactNode }) {
  const said = result.checks.flatMap(({ overruled }) => overruled ?? []);
  if (said.length === 0) return null;
  const people = new Set(said.map(({ by }) => by)).size;
  return (
    <span className="changed-by-people">
      <Glyph shape="person" />
      <span>
        {words.say("overruled.verdict", { people, count: said.length })} {children}
      </span>
    </span>
  );
}

/** Whatever was overruled is told, also where nothing of it is left to see. */
export function Overruled({ reading }: { reading: Reading }) {
  const { words, result } = reading;
  const overruled = result.checks.filter((check) => check.overruled !== undefined);
  return (
    <Section
      id="overruled"
      title={words.say("overruled.heading")}
      about={words.say("overruled.about", { count: overruled.length })}
    >
      <ul className="facts">
        {overruled.map((check) => (
          <li key={check.id}>
            <b>{reading.titleOf(check)}</b>
            <Said reading={reading} check={check} />
            <p className="said">
              <Glyph shape={check.outcome} />{" "}
              {words.say("overruled.now", { now: words.say(`standing.${check.outcome}`) })}
            </p>
            <Beside check={check} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
