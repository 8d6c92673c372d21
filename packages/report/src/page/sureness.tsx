import type { Reading } from "../reading/reading.ts";
import { barsOf, ruleOrder } from "../reading/verdict.ts";
import { Bars } from "./glyphs.tsx";
import { Fold, Section } from "./parts.tsx";

export function Sureness({ reading }: { reading: Reading }) {
  const { words } = reading;
  return (
    <Section id="sure" title={words.say("sure.heading")} sticky>
      <dl className="sure">
        {answersOf(reading).map(({ question, answer }) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
      <Rules reading={reading} />
    </Section>
  );
}

function answersOf(reading: Reading): readonly { question: string; answer: string }[] {
  const { words, who, result, failures, ourErrors } = reading;
  const wasRun = result.checks.length > 0;
  const proofs = failures.filter((check) => check.kind === "proof").length;
  const measured = failures.length - proofs;
  const again =
    failures.length === 0
      ? words.say("sure.again.none")
      : `${words.say("sure.again.proofs", { proofs })} ${words.say("sure.again.measured", { measured })}`.trim();
  const late = result.pressure?.incidents.filter(({ lagged }) => lagged === true).length ?? 0;
  const broken =
    ourErrors.length === 0
      ? []
      : [
          words.say("sure.ours.some", {
            count: ourErrors.length,
            who,
            titles: ourErrors.map((check) => reading.titleOf(check)).join("; "),
          }),
        ];
  const named = [...broken, ...(late === 0 ? [] : [words.say("sure.ours.late", { count: late, who })])];
  const ours =
    result.problem !== undefined && result.problem.by !== "submission"
      ? words.say("sure.ours.problem", { who })
      : named.length === 0
        ? words.say("sure.ours.none", { who })
        : named.join(" ");
  const { sandbox, machine, costs } = result;
  const limits =
    sandbox.driver === "none" || sandbox.network === "open" || sandbox.limits === "none"
      ? "sure.limits.none"
      : sandbox.limits === "approximate"
        ? "sure.limits.approximate"
        : "sure.limits.full";
  const steal = machine.stealPercent ?? 0;
  const busy = steal >= 2 ? ` ${words.say("sure.busy", { percent: `${words.number(steal)}%` })}` : "";
  return [
    ...(wasRun ? [{ question: words.say("sure.again"), answer: again }] : []),
    ...(wasRun ? [{ question: words.say("sure.wrong"), answer: words.say("sure.wrong.answer") }] : []),
    ...calibrationOf(reading),
    { question: words.say("sure.ours"), answer: ours },
    { question: words.say("sure.limits"), answer: words.say(limits) + busy },
    ...(costs === undefined
      ? []
      : [
          {
            question: words.say("sure.time"),
            answer: words.say("sure.time.answer", { idle: words.fine(costs.idleMs), hash: words.fine(costs.hashMs) }),
          },
        ]),
    { question: words.say("sure.not"), answer: words.say("sure.not.answer", { who }) },
  ];
}

function calibrationOf({ words, result }: Reading): readonly { question: string; answer: string }[] {
  const { calibration } = result;
  if (calibration === undefined || calibration.caught.outOf === 0) return [];
  const { from, to, caught, right, falseAlarms } = calibration;
  const answer = words.say("sure.calibration.answer", {
    from: words.day(from),
    to: words.day(to),
    flawed: caught.outOf,
    caught: caught.of,
    caughtShare: caught.of / caught.outOf,
    caughtLow: caught.low,
    right,
    alarms: falseAlarms.of,
    judged: falseAlarms.outOf,
    alarmsHigh: falseAlarms.high,
  });
  return [{ question: words.say("sure.calibration"), answer }];
}

/** The one visible place where the rules stand. */
function Rules({ reading }: { reading: Reading }) {
  const { words, result } = reading;
  return (
    <Fold id="rules" summary={words.say("rules.heading")} printed>
      <p className="soft">{words.say("rules.about")}</p>
      <table className="rules">
        <thead>
          <tr>
            <th scope="col">{words.say("rules.verdict")}</th>
            <th scope="col">{words.say("rules.rule")}</th>
            <th scope="col">{words.say("rules.do")}</th>
          </tr>
        </thead>
        <tbody>
          {ruleOrder.map((id) => (
            <tr key={id} className={id === result.verdict ? "here" : undefined}>
              <th scope="row">
                <span className="verdict-name">
                  <Bars filled={barsOf[id]} />
                  <span>
                    {words.say(`verdict.${id}`)}
                    {id === result.verdict ? <span className="here-word"> {words.say("rules.here")}</span> : null}
                  </span>
                </span>
              </th>
              <td>{words.say(`rule.${id}`)}</td>
              <td>
                {id === "could-not-run" || id === "cannot-say" ? words.say(`rule.do.${id}`) : words.say(`do.${id}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}
