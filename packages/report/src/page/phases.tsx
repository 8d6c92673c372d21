import type { Phase } from "@assay/bench/result";
import type { ReactNode } from "react";
import type { Reading } from "../reading/reading.ts";
import { visible } from "../text/visible.ts";
import { Fold, Section } from "./parts.tsx";

export function Phases({ reading }: { reading: Reading }) {
  const { words, result } = reading;
  const total = lasting({ startedAt: result.startedAt, endedAt: result.endedAt });
  const { problem } = result;
  return (
    <Section
      id="phases"
      title={words.say("phases.heading")}
      about={words.say("phases.about", { duration: words.spoken(total) })}
    >
      <PhaseBar phases={result.phases} />
      <table className="phases">
        <thead className="unseen">
          <tr>
            <th scope="col">{words.say("phases.phase")}</th>
            <th scope="col">{words.say("phases.note")}</th>
            <th scope="col">{words.say("phases.time")}</th>
          </tr>
        </thead>
        <tbody>
          {result.phases.map((phase, at) => (
            <tr key={phase.name}>
              <th scope="row">{words.say(`phase.${phase.name}`)}</th>
              <td>
                {problem !== undefined && at === result.phases.length - 1
                  ? words.say("phase.stopped")
                  : phaseNote(reading, phase)}
              </td>
              <td className="end">{words.seconds(lasting(phase))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.say("phases.total")}</th>
            <td />
            <td className="end">{words.seconds(total)}</td>
          </tr>
        </tfoot>
      </table>
      <WhySlow reading={reading} total={total} />
      <Versions reading={reading} />
      <Cells reading={reading} />
    </Section>
  );
}

function lasting({ startedAt, endedAt }: Pick<Phase, "startedAt" | "endedAt">): number {
  return Math.max(0, Date.parse(endedAt) - Date.parse(startedAt));
}

/** Where the time went, to scale; the table says the same. */
function PhaseBar({ phases }: { phases: readonly Phase[] }) {
  const width = 1000;
  const gap = 4;
  const least = 5;
  const times = phases.map(lasting);
  const sum = Math.max(
    1,
    times.reduce((a, b) => a + b, 0),
  );
  const free = width - phases.length * (gap + least);
  let x = 0;
  return (
    <svg className="phase-bar" viewBox={`0 0 ${width} 14`} preserveAspectRatio="none" aria-hidden="true">
      {phases.map((phase, at) => {
        const own = least + (free * (times[at] ?? 0)) / sum;
        const left = x;
        x += own + gap;
        return (
          <rect
            key={phase.name}
            className={phase.name === "gather" ? "gather" : undefined}
            x={left.toFixed(1)}
            width={own.toFixed(1)}
            height="14"
          />
        );
      })}
    </svg>
  );
}

function phaseNote({ words, result, tally }: Reading, { name }: Phase): string {
  const { submission, costs } = result;
  switch (name) {
    case "receive":
      return words.say("phase.receive.note", { files: submission.files, bytes: words.bytes(submission.bytes) });
    case "identify":
      return words.say("phase.identify.note", { runtime: visible(submission.runtime) });
    case "start":
      return costs === undefined ? "" : words.say("phase.start.note", { time: words.seconds(costs.startMs) });
    case "gather":
      return words.say("phase.gather.note", {
        checks: tally.applicable,
        cells: result.cells.length,
        waiting: words.seconds(result.spent.waitingForSubmissionMs),
      });
    case "judge":
      return words.say("phase.judge.note");
    default:
      return "";
  }
}

const strongHashMs = 250;
const longRunMs = 60_000;

/** A strong password hash makes the run longer; that must never read as slowness of the work. */
function WhySlow({ reading, total }: { reading: Reading; total: number }) {
  const { words, result } = reading;
  const { costs, hashRequests } = result;
  if (costs === undefined || costs.hashMs < strongHashMs || total < longRunMs) return null;
  return (
    <div className="aside-box">
      <h3 className="plain">{words.say("phases.slow")}</h3>
      <p>
        {words.say("phases.slow.answer", {
          hash: words.seconds(costs.hashMs),
          count: hashRequests,
        })}
      </p>
    </div>
  );
}

function Versions({ reading }: { reading: Reading }) {
  const { words, result } = reading;
  const { submission, challenge, assay, machine, sandbox, costs, spent, binding, followUp } = result;
  const extras = result.checks.filter((check) => check.demand === "extra").length;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      words.say("versions.submission"),
      words.say("versions.submission.value", {
        name: visible(submission.name),
        language: visible(submission.language),
        runtime: visible(submission.runtime),
      }),
    ],
    [words.say("versions.digest"), <code>{visible(submission.digest)}</code>],
    ...(binding === undefined
      ? []
      : [
          [
            words.say("versions.binding"),
            words.say("versions.binding.value", {
              name: visible(binding.name),
              people: binding.people,
              bound: words.list(binding.bound.map(visible)),
            }),
          ] as const,
        ]),
    [
      words.say("versions.challenge"),
      words.say("versions.challenge.value", {
        id: visible(challenge.id),
        version: visible(challenge.version),
        checks: result.checks.length,
        extras,
      }),
    ],
    ...(followUp === undefined
      ? []
      : [
          [
            words.say("versions.follow-up"),
            words.say("versions.follow-up.value", { id: visible(followUp.id), version: visible(followUp.version) }),
          ] as const,
        ]),
    [words.say("versions.assay"), words.say("versions.assay.value", { ...assay, format: result.version })],
    [
      words.say("versions.machine"),
      words.say("versions.machine.value", {
        cores: machine.cores,
        memory: words.bytes(machine.memoryBytes),
        kernel: visible(machine.kernel),
        node: visible(machine.node),
        database: visible(machine.database),
      }),
    ],
    [words.say("versions.sandbox"), words.say("versions.sandbox.value", sandbox)],
    ...(machine.stealPercent === undefined
      ? []
      : [[words.say("versions.steal"), `${machine.stealPercent.toFixed(1)}%`] as const]),
    ...(costs === undefined
      ? []
      : [
          [
            words.say("versions.costs"),
            words.say("versions.costs.value", {
              start: words.fine(costs.startMs),
              idle: words.fine(costs.idleMs),
              hash: words.fine(costs.hashMs),
              count: result.hashRequests,
            }),
          ] as const,
        ]),
    [
      words.say("versions.spent"),
      words.say("versions.spent.value", {
        waiting: words.seconds(spent.waitingForSubmissionMs),
        own: words.seconds(spent.ownMs),
      }),
    ],
    [words.say("versions.when"), words.say("versions.when.value", { from: result.startedAt, to: result.endedAt })],
    [
      words.say("versions.seed"),
      <>
        <code>{result.seed}</code>: {words.say("versions.seed.value")}
      </>,
    ],
  ];
  return (
    <Fold summary={words.say("versions.heading")} printed>
      <dl className="versions">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}

function Cells({ reading }: { reading: Reading }) {
  const { words, result } = reading;
  if (result.cells.length === 0) return null;
  const heads = ["cell", "checks", "ready", "start", "gather", "waited", "memory", "kills", "throttled"] as const;
  return (
    <Fold summary={words.say("cells.heading", { count: result.cells.length })}>
      <table className="restack">
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {words.say(`cells.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.cells.map((cell) => {
            const values = {
              checks: cell.checks.length === 1 ? visible(cell.checks[0] ?? "") : words.number(cell.checks.length),
              ready: words.fine(cell.readyMs),
              start: words.fine(cell.appStartMs),
              gather: words.seconds(cell.gatherMs),
              waited: words.seconds(cell.waitedMs),
              memory: cell.peakMemoryBytes === undefined ? "–" : words.bytes(cell.peakMemoryBytes),
              kills: words.number(cell.outOfMemoryKills),
              throttled: cell.throttledMs === undefined ? "–" : words.fine(cell.throttledMs),
            };
            return (
              <tr key={cell.id}>
                <th scope="row">{visible(cell.id)}</th>
                {heads.slice(1).map((head) => (
                  <td key={head} data-label={words.say(`cells.${head}`)}>
                    {values[head as keyof typeof values]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Fold>
  );
}
