import type { CheckResult, IncidentFact, IncidentName, PressureFact, Result, Visits } from "@assay/bench/result";
import type { Words } from "../words/words.ts";

/** A check about an incident shows it: `{ details: { incident } }`. */
function isAbout({ exhibits }: CheckResult, name: IncidentName): boolean {
  const { incident } = exhibits.details;
  return typeof incident === "object" && incident !== null && "name" in incident && incident.name === name;
}

export interface IncidentReading {
  readonly fact: IncidentFact;
  /** From 1, as in the picture. */
  readonly number: number;
  /** "Database gone" */
  readonly name: string;
  /** "Database gone, 5 s" */
  readonly heading: string;
  /** What we did, what visitors got, and when all was well again. */
  readonly sentence: string;
  /** Nothing of it is held against the submission. */
  readonly isOpen: boolean;
  readonly checks: readonly CheckResult[];
}

/** One line of the table: what came to pass in an incident, or between them. */
export interface PressureRow {
  /** "25 s"; undefined where the line is about no single stretch of time. */
  readonly from?: string;
  readonly what: string;
  readonly visits: Visits;
}

/** A run under pressure as it is read by a person. Counts add up: the rows to the total, and each row to what was sent. */
export interface PressureReading {
  readonly fact: PressureFact;
  readonly heading: string;
  readonly sentence: string;
  /** All that the picture shows, for who does not see it. */
  readonly description: string;
  readonly incidents: readonly IncidentReading[];
  readonly rows: readonly PressureRow[];
  readonly balance: readonly { readonly label: string; readonly count: number }[];
}

export function pressureReadingOf(fact: PressureFact, checks: Result["checks"], words: Words): PressureReading {
  const incidents = fact.incidents.map((incident, at) => incidentReadingOf(incident, at + 1, fact, checks, words));
  const sentence = sentenceOf(fact, words);
  const { acknowledged, sought, lost, doubled } = fact.writes;
  return {
    fact,
    heading: headingOf(fact.durationMs, words),
    sentence,
    description: [
      sentence,
      ...incidents.map(({ number, heading, sentence }) => words.say("picture.incident", { number, heading, sentence })),
    ].join(" "),
    incidents,
    rows: rowsOf(fact, incidents, words),
    balance: [
      { label: words.say("balance.acknowledged"), count: acknowledged },
      ...(sought === undefined ? [] : [{ label: words.say("balance.sought"), count: sought }]),
      { label: words.say("balance.lost"), count: lost },
      { label: words.say("balance.doubled"), count: doubled },
    ],
  };
}

/** A minute that took a second longer is still told as a minute. */
const nearlyMs = 1500;

function headingOf(durationMs: number, words: Words): string {
  const minutes = Math.round(durationMs / 60_000);
  return minutes > 0 && Math.abs(durationMs - minutes * 60_000) <= nearlyMs
    ? words.say("pressure.heading.minutes", { minutes })
    : words.say("pressure.heading", { time: words.spoken(durationMs) });
}

function sentenceOf(fact: PressureFact, words: Words): string {
  const { visits, incidents, generator } = fact;
  const { sent, answered, putOff, failed } = visits;
  const most = incidents.findIndex((incident) => drawnOf(incident, fact).failed * 2 > failed) + 1;
  const late = incidents.flatMap(({ lagged }, at) => (lagged === true ? [String(at + 1)] : []));
  return [
    words.say("pressure.about", { count: incidents.length }),
    sent === 0
      ? words.say("pressure.none-sent")
      : answered === sent
        ? words.say("pressure.all", { sent })
        : words.say("pressure.some", {
            sent,
            answered,
            putOff,
            failed,
            most: most === 0 ? "none" : String(most),
          }),
    ...(late.length > 0 ? [words.say("pressure.late", { count: late.length, numbers: words.list(late) })] : []),
    ...(generator.unsent > 0 ? [words.say("pressure.unsent", { count: generator.unsent })] : []),
  ].join(" ");
}

function incidentReadingOf(
  fact: IncidentFact,
  number: number,
  run: PressureFact,
  checks: Result["checks"],
  words: Words,
): IncidentReading {
  const name = words.say(`incident.${fact.name}`);
  const lasted = fact.to - fact.from;
  const open = fact.notEstablished ?? (fact.lagged === true ? "lagged" : undefined);
  const about = checks.filter((check) => isAbout(check, fact.name));
  return {
    fact,
    number,
    name,
    // What happens in an instant has no length that would mean anything.
    heading: lasted < 500 ? name : words.say("incident.lasted", { name, time: words.short(lasted) }),
    sentence: [
      didOf(fact.name, run, words),
      ...(open === undefined ? [gotOf(fact, words), ...normalOf(fact, run, words)] : [words.say(`incident.${open}`)]),
      ...(open === "lagged" ? againOf(fact, run, about, words) : []),
    ].join(" "),
    isOpen: open !== undefined,
    checks: about,
  };
}

/** What we were late with is tried once more: at once, where it can be seen, or by itself in another run. */
function againOf(
  { name, from }: IncidentFact,
  { incidents }: PressureFact,
  about: readonly CheckResult[],
  words: Words,
): readonly string[] {
  const again = incidents.findIndex((one) => one.name === name && one.from > from && one.lagged !== true) + 1;
  if (again > 0) return [words.say("incident.again", { number: again })];
  const isKnown = about.some(({ outcome }) => outcome === "pass" || outcome === "fail");
  return isKnown ? [words.say("incident.again.elsewhere")] : [];
}

function didOf(name: IncidentName, { rate, spikeRate, capacity }: PressureFact, words: Words): string {
  if (name !== "spike") return words.say(`incident.${name}.did`);
  const rates = { rate: Math.round(rate), rush: Math.round(spikeRate) };
  // A lower bound, and what a limit let through, do not tell what it can carry.
  const carried = capacity.atLeast || capacity.limited === true ? undefined : capacity.rate;
  if (spikeRate <= rate) {
    const isTooMuch = carried !== undefined && carried < rate;
    return words.say("incident.spike.did.none", { ...rates, isTooMuch: String(isTooMuch) });
  }
  const times = carried === undefined ? 0 : Math.round(spikeRate / carried);
  return times >= 2
    ? words.say("incident.spike.did.times", { ...rates, times })
    : words.say("incident.spike.did", rates);
}

/** A program that was ended cannot tell anybody, and of a few no word is missed. */
function isUntold({ name, visits: { sent, failed } }: IncidentFact): boolean {
  return name !== "kill" && name !== "kill-one-of-two" && failed * 10 >= sent;
}

function gotOf(fact: IncidentFact, words: Words): string {
  const { sent, putOff, failed, longestMs } = fact.visits;
  if (sent === 0) return words.say("incident.none-sent");
  if (failed > 0 && putOff > 0) return words.say("incident.both", { putOff, failed });
  if (failed > 0) return words.say(isUntold(fact) ? "incident.failed.untold" : "incident.failed", { failed, sent });
  if (putOff > 0) return words.say("incident.put-off", { putOff });
  return words.say("incident.all", { sent, time: words.short(longestMs ?? 0) });
}

/** When it was well again, and how many visits failed until then although what we did was over. */
function normalOf(fact: IncidentFact, run: PressureFact, words: Words): readonly string[] {
  if (fact.ended === true) return [words.say("incident.ended")];
  const failed = drawnOf(fact, run).failed - fact.visits.failed;
  return [
    ...(failed > 0 ? [words.say("incident.failed.after", { failed })] : []),
    ...(fact.stuck === true ? [words.say("incident.stuck")] : backOf(fact, words)),
  ];
}

function backOf({ to, normalAt, listeningAt, visits }: IncidentFact, words: Words): readonly string[] {
  if (normalAt === undefined) return [words.say("incident.normal.never")];
  const after = normalAt - Math.max(to, listeningAt ?? 0);
  if (after >= 50) return [words.say("incident.normal", { time: words.short(after) })];
  return visits.answered === visits.sent ? [] : [words.say("incident.normal.at-once")];
}

/** What was drawn from an incident's start to the next one's: also until all was well again, or we started it again. */
export function drawnOf({ from }: IncidentFact, { slices, sliceMs, incidents, durationMs }: PressureFact) {
  const until = incidents.find((other) => other.from > from)?.from ?? durationMs;
  const drawn = slices.slice(Math.floor(from / sliceMs), Math.floor(until / sliceMs));
  const count = (what: "failed" | "putOff") => drawn.reduce((sum, slice) => sum + slice[what], 0);
  return { until, failed: count("failed"), putOff: count("putOff") };
}

function rowsOf(fact: PressureFact, incidents: readonly IncidentReading[], words: Words): readonly PressureRow[] {
  const rest = (of: "sent" | "answered" | "putOff" | "failed") =>
    incidents.reduce((left, incident) => left - incident.fact.visits[of], fact.visits[of]);
  const isBetween = (from: number) => fact.incidents.every((one) => from + fact.sliceMs <= one.from || from >= one.to);
  const waits = fact.slices.flatMap(({ longestMs }, at) =>
    longestMs !== null && isBetween(at * fact.sliceMs) ? [longestMs] : [],
  );
  const between: PressureRow = {
    what: words.say("pressure.table.between"),
    visits: {
      sent: rest("sent"),
      answered: rest("answered"),
      putOff: rest("putOff"),
      failed: rest("failed"),
      longestMs: waits.length === 0 ? null : Math.max(...waits),
    },
  };
  return [
    ...incidents.map(({ fact: { from, visits }, name }) => ({ from: words.short(from), what: name, visits })),
    ...(between.visits.sent > 0 ? [between] : []),
    { what: words.say("pressure.table.total"), visits: fact.visits },
  ];
}
