import type { CheckResult, Exchange } from "@assay/bench/result";
import type { ReactNode } from "react";
import { commandsOf } from "../reading/commands.ts";
import { exchangeTextOf, jsonText } from "../reading/exchange-text.ts";
import type { Reading } from "../reading/reading.ts";
import { restsOn } from "../reading/rests.ts";
import { visible, visibleLines } from "../text/visible.ts";
import { Fold } from "./parts.tsx";

/** Passed checks show fewer: a page of a hundred checks must open on a phone. */
const mostExchanges = { pass: 3, other: 12 } as const;

/** What an engineer sees of one check: what it is, what it rests on, and what went over the wire. */
export function Evidence({ reading, check }: { reading: Reading; check: CheckResult }) {
  const { words } = reading;
  const most = check.outcome === "pass" ? mostExchanges.pass : mostExchanges.other;
  const exchanges = check.exhibits.exchanges.slice(0, most).toSorted((one, other) => one.at.sent - other.at.sent);
  const commands = check.outcome === "pass" ? [] : commandsOf(exchanges);
  const total = check.exhibits.exchanges.length;
  return (
    <div className="evidence">
      <p className="technical">{visible(check.technical.summary)}</p>
      <References reading={reading} check={check} />
      {check.error === undefined ? null : (
        <>
          <h4>{words.say("evidence.error")}</h4>
          <pre>{visibleLines(check.error)}</pre>
        </>
      )}
      {exchanges.length === 0 ? null : (
        <>
          <h4>
            {exchanges.length === total
              ? words.say("evidence.exchanges")
              : words.say("evidence.exchanges.some", { shown: exchanges.length, total })}
          </h4>
          {exchanges.map((exchange, at) => (
            <ExchangeBlock key={at} reading={reading} exchange={exchange} />
          ))}
          {commands.length === 0 ? null : (
            <Fold className="commands" summary={words.say("evidence.commands")}>
              <p>{words.say("evidence.commands.how")}</p>
              <pre>{["URL=http://127.0.0.1:8080", ...commands].join("\n\n")}</pre>
            </Fold>
          )}
        </>
      )}
      {Object.keys(check.facts).length === 0 ? null : (
        <>
          <h4>{words.say("evidence.facts")}</h4>
          <pre>{jsonText(check.facts)}</pre>
        </>
      )}
      {Object.keys(check.exhibits.details).length === 0 ? null : (
        <>
          <h4>{words.say("evidence.details")}</h4>
          <pre>{jsonText(check.exhibits.details)}</pre>
        </>
      )}
      {total === 0 ? <p className="soft">{words.say("evidence.no-exchange")}</p> : null}
    </div>
  );
}

function References({ reading, check }: { reading: Reading; check: CheckResult }) {
  const { words } = reading;
  const { cwe = [], asvs = [] } = check.technical;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [words.say("evidence.check"), <code>{visible(check.id)}</code>],
    [words.say("evidence.severity"), `${check.severity}, ${check.demand}`],
    [words.say("evidence.kind"), words.say(`evidence.kind.${check.kind}`)],
    [words.say("evidence.tries"), words.say("evidence.cells", { count: check.tries })],
    [words.say("evidence.rests"), <Rests reading={reading} check={check} />],
    ...(cwe.length > 0 ? [[words.say("evidence.weakness"), cwe.map((one) => `CWE-${one}`).join(", ")] as const] : []),
    ...(asvs.length > 0 ? [[words.say("evidence.asvs"), asvs.map(visible).join(", ")] as const] : []),
  ];
  return (
    <dl className="references">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Rests({ reading, check }: { reading: Reading; check: CheckResult }) {
  const { line, words } = restsOn(reading, check);
  return line === undefined ? words : <code>{visible(line)}</code>;
}

function ExchangeBlock({ reading, exchange }: { reading: Reading; exchange: Exchange }) {
  const text = exchangeTextOf(exchange, reading.words);
  return (
    <pre className="exchange">
      <span className="dim">{text.sent}</span> <b>{text.line}</b>
      {"\n"}
      {text.request}
      {"\n\n"}
      <span className="dim">{text.received}</span> <b className={text.isError ? "bad" : undefined}>{text.status}</b>{" "}
      <span className="dim">{text.took}</span>
      {"\n"}
      {text.response}
    </pre>
  );
}
