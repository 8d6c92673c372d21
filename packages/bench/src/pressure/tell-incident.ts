import type { IncidentEvidence, VisitSample } from "../check/world.ts";
import type { LoadRecord } from "../load/load.ts";
import type { IncidentFact, IncidentName } from "../result/pressure.ts";
import type { IncidentOutcome } from "./incident.ts";
import { isLimited, isUnserved, kindOf, normalWaitOf, usualWaitOf, visitsOf, waitOf, type Calm } from "./watch.ts";

/** How much later than the challenge's limit an answer may come, for ours and the machine's doing. */
const leniencyMs = 500;
/** Fewer say nothing. */
export const enoughVisits = 50;

/** Visits of one operation that must have been served before, and sent meanwhile, to tell that it was shut out. */
const enoughOfOne = { before: 3, inside: 5 };

/** Incidents in which visits fail whatever the app does: that is not held against it. */
const mayFail: ReadonlySet<IncidentName> = new Set([
  "slow-database",
  "frozen-database",
  "database-outage",
  "kill",
  "spike",
]);

/** An incident as it was seen. Times are of the cell's clock. */
export interface Seen {
  readonly name: IncidentName;
  readonly outcome: IncidentOutcome;
  readonly from: number;
  readonly to: number;
  readonly normalAt: number | undefined;
  readonly hasEnded: boolean;
  readonly isStuck: boolean;
  /** Everybody was told to come less often when it was over. */
  readonly isLimited: boolean;
  readonly calmBefore: boolean;
  /** We were too late, so that nothing is known; or others took the machine, and what went wrong may be their doing. */
  readonly isOurs: "always" | "what went wrong" | undefined;
  /** Visits that were meant to be sent meanwhile. */
  readonly inside: readonly LoadRecord[];
  /** Visits of the seconds before. */
  readonly before: readonly LoadRecord[];
  /** When what had gone wrong before had been recovered from. */
  readonly calmFrom: number;
  readonly startedAt: number;
  readonly limitMs: number;
  readonly calm: Calm;
  readonly copies: number;
  /** Operations that by the brief work without the database. */
  readonly needNoDatabase: ReadonlySet<string>;
}

/** What is drawn of an incident, and what is judged. */
export function tellIncident(seen: Seen): { readonly fact: IncidentFact; readonly evidence: IncidentEvidence } {
  const { outcome, from, to, normalAt, inside, before, startedAt, calm, needNoDatabase } = seen;
  const since = (at: number) => Math.round(at - startedAt);
  const isLate = (record: LoadRecord) => record.failure === "timeout" || waitOf(record) > seen.limitMs + leniencyMs;
  const bad = inside.filter((record) => kindOf(record) === "failed" || isLate(record));
  const free = inside.filter(({ operation }) => needNoDatabase.has(operation));
  const late = inside.filter(isLate).length;
  // Who is sent elsewhere is not told that all is well.
  const wrong = inside.filter(({ wrong, status = 0 }) => wrong === true && status < 300).length;
  const isSlow = (usualWaitOf(inside, calm) ?? 0) > normalWaitOf(calm);
  const isHarmed = late + wrong > 0 || (!mayFail.has(seen.name) && (inside.some(isUnserved) || isSlow));
  const wentWrong = !seen.hasEnded && (normalAt === undefined || isHarmed);
  // That the app ended is told by itself.
  const tellers = inside.filter((visit) => !isLimited(visit)).length;
  const isTooFew = tellers < enoughVisits && seen.name !== "kill" && !seen.hasEnded;
  const notEstablished =
    outcome.didNotStart === true ? "not-brought-about" : isTooFew ? "too-few" : seen.isLimited ? "limited" : undefined;
  const calmly = before.filter(({ planned }) => planned >= seen.calmFrom);
  const fact: IncidentFact = {
    name: seen.name,
    from: since(from),
    to: since(to),
    ...(normalAt === undefined ? {} : { normalAt: since(normalAt) }),
    ...(outcome.listeningAt === undefined ? {} : { listeningAt: since(outcome.listeningAt) }),
    visits: visitsOf(inside),
    ...(seen.hasEnded ? { ended: true as const } : {}),
    ...(seen.isStuck ? { stuck: true as const } : {}),
    ...(seen.isOurs === "always" || (seen.isOurs !== undefined && wentWrong) ? { lagged: true as const } : {}),
    ...(notEstablished === undefined ? {} : { notEstablished }),
  };
  const evidence: IncidentEvidence = {
    ...fact,
    calmBefore: seen.calmBefore,
    late,
    wrong,
    p95Ms: usualWaitOf(inside, calm),
    normalWaitMs: normalWaitOf(calm),
    unservedOf: Array.from(
      { length: seen.copies },
      (_none, copy) => inside.filter((record) => record.copy === copy && isUnserved(record)).length,
    ),
    shutOut: shutOutOf(inside, before),
    before: { sent: calmly.length, unserved: calmly.filter(isUnserved).length },
    ...(needNoDatabase.size > 0 && {
      withoutDatabase: { sent: free.length, unserved: free.filter((one) => isUnserved(one) || isLate(one)).length },
    }),
    errors: tally(
      inside.flatMap(({ status }) => (status !== undefined && status >= 500 && status !== 503 ? [String(status)] : [])),
    ),
    silent: tally(inside.flatMap(({ failure }) => failure ?? [])),
    samples: bad
      .slice(0, 3)
      .concat(bad.slice(3).slice(-3))
      .map((record) => sampleOf(record, startedAt)),
  };
  return { fact, evidence };
}

/** Operations that were served before and not once meanwhile: among many visits of other kinds they would not be seen. */
function shutOutOf(
  inside: readonly LoadRecord[],
  before: readonly LoadRecord[],
): NonNullable<IncidentEvidence["shutOut"]> {
  return [...new Set(inside.map(({ operation }) => operation))].flatMap((operation) => {
    const of = (records: readonly LoadRecord[]) => records.filter((record) => record.operation === operation);
    const visits = of(inside).length;
    const isShutOut =
      visits >= enoughOfOne.inside &&
      of(inside).every(isUnserved) &&
      of(before).filter((record) => kindOf(record) === "answered").length >= enoughOfOne.before;
    return isShutOut ? [{ operation, visits }] : [];
  });
}

function tally(keys: readonly string[]): Readonly<Record<string, number>> {
  return keys.reduce<Record<string, number>>((all, key) => ({ ...all, [key]: (all[key] ?? 0) + 1 }), {});
}

function sampleOf({ operation, planned, end, copy, status, failure }: LoadRecord, startedAt: number): VisitSample {
  return {
    operation,
    planned: toATenth(planned - startedAt),
    end: toATenth(end - startedAt),
    copy,
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function toATenth(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
