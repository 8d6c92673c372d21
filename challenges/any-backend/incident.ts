import {
  fail,
  notApplicable,
  notEstablished,
  pass,
  theBrief,
  type Facts,
  type IncidentEvidence,
  type IncidentName,
  type Judgement,
  type PressureEvidence,
  type World,
} from "@assay/bench";

/** What one incident of a run under pressure showed. */
export interface Incidental {
  readonly notRun?: NonNullable<PressureEvidence["notRun"]>;
  readonly incident?: IncidentEvidence;
  readonly limitMs: number;
  /** What waits for the app stands in a line of our own web server, as long as we made it. */
  readonly lineIsOurs?: true;
}

/** Visits that a fluke may cost, and their share. */
const few = { visits: 3, share: 0.01 };

export const incidentReasons = {
  "nobody-arrived": "Nobody could sign up and log in, so there were no visits to watch.",
  "not-steady": "What people do here cannot be sent many times over, so there were no visits to watch.",
  "not-here": "There was nothing here that this could happen to.",
  "too-few": "The service carried too few visits a second to say anything.",
  limited: "Afterwards people were told that they came too often, so we could not see how they were served.",
  "not-brought-about": "The service did not start again or beside a second copy, so this could not be tried.",
  "not-calm": "Visits already went wrong before this began.",
};

/** @throws Error when our own generator was late, or the machine was busy: then nothing is known. */
export async function gatherIncident(world: World, name: IncidentName): Promise<Incidental> {
  const run = await world.underPressure();
  // It may have been tried once more with fewer visits.
  const incident = run.incidents.findLast((one) => one.name === name);
  if (incident?.lagged === true) {
    throw new Error(`our visits of ${name} were sent late, or others kept this machine busy, twice`);
  }
  return {
    ...(run.notRun === undefined ? {} : { notRun: run.notRun }),
    ...(incident === undefined ? {} : { incident }),
    limitMs: run.fact?.limitMs ?? 0,
    // PHP runs behind a web server and in a pool of ours.
    ...(world.app.project.language === "php" ? { lineIsOurs: true as const } : {}),
  };
}

/** Why nothing can be said of it; undefined where something can. */
export function unclear({ notRun, incident }: Incidental): Judgement | undefined {
  if (notRun !== undefined) return notEstablished(notRun);
  if (incident === undefined) return notApplicable("not-here");
  const exhibits = exhibitsOf(incident);
  if (incident.notEstablished !== undefined) return notEstablished(incident.notEstablished, exhibits);
  return incident.calmBefore ? undefined : notEstablished("not-calm", exhibits);
}

/**
 * Everybody gets an answer in time, the app goes on, and afterwards all is as before. Who was not given the brief was
 * never told how long an answer may take, and a wait in our own line is nobody's but ours.
 */
export function judgeIncident(evidence: Incidental, { byBrief } = theBrief): Judgement {
  return judgementOf(evidence, byBrief && evidence.lineIsOurs !== true);
}

/** As above, however long some had to wait. */
export function judgeReturn(evidence: Incidental): Judgement {
  return judgementOf(evidence, false);
}

function judgementOf(evidence: Incidental, isWaitLimited: boolean): Judgement {
  const { incident, limitMs } = evidence;
  const nothing = unclear(evidence);
  if (nothing !== undefined || incident === undefined) return nothing ?? notApplicable("not-here");
  const exhibits = exhibitsOf(incident);
  const facts = factsOf(incident, limitMs);
  if (incident.ended === true) return fail({ how: "ended", ...facts }, exhibits);
  if (isWaitLimited && isMany(incident.late, incident.visits)) return fail({ how: "late", ...facts }, exhibits);
  if (isMany(incident.wrong, incident.visits)) return fail({ how: "wrong", ...facts }, exhibits);
  if (incident.stuck === true) return fail({ how: "stuck", ...facts }, exhibits);
  return pass(facts, exhibits);
}

export function isMany(visits: number, { sent }: { readonly sent: number }): boolean {
  return visits >= few.visits && visits >= sent * few.share;
}

/** What failed in calm seconds too is not due to what went wrong then. */
export function failedBefore({ before }: IncidentEvidence): boolean {
  return before !== undefined && isMany(before.unserved, before);
}

/**
 * As above, and nobody is turned away either: what goes wrong is nothing that visits need. `unserved` is how many were
 * not served.
 */
export function judgeUntouched(evidence: Incidental, meant = theBrief): Judgement {
  const judgement = judgeIncident(evidence, meant);
  const { incident, limitMs } = evidence;
  if (judgement.outcome !== "pass" || incident === undefined) return judgement;
  const unserved = incident.unservedOf.reduce((sum, visits) => sum + visits, 0);
  const facts = { ...factsOf(incident, limitMs), unserved };
  const exhibits = exhibitsOf(incident);
  const isShutOut = (incident.shutOut ?? []).length > 0;
  if (!isShutOut && !isMany(unserved, incident.visits)) return pass(facts, exhibits);
  return !isShutOut && failedBefore(incident)
    ? notEstablished("not-calm", exhibits)
    : fail({ how: "unserved", ...facts }, exhibits);
}

export function factsOf({ visits, late, wrong, to, listeningAt, normalAt }: IncidentEvidence, limitMs: number): Facts {
  const recovered = normalAt === undefined ? 0 : normalAt - Math.max(to, listeningAt ?? 0);
  return {
    sent: visits.sent,
    answered: visits.answered,
    putOff: visits.putOff,
    failed: visits.failed,
    late,
    wrong,
    limit: limitMs / 1_000,
    longest: seconds(visits.longestMs ?? 0),
    recovered: seconds(Math.max(0, recovered)),
  };
}

export function exhibitsOf(incident: IncidentEvidence) {
  return { details: { incident } };
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
