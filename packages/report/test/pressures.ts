import type { IncidentFact, IncidentName, PressureFact, Result, SliceFact, Visits } from "@assay/bench/result";
import { aResult } from "./builders.ts";

/** What visits meet in one second: shares of those sent, and their waits in milliseconds. */
interface Met {
  readonly putOff?: number;
  readonly failed?: number;
  readonly p50?: number;
  readonly longest?: number;
  /** Nothing is sent. */
  readonly silent?: true;
}

interface Planned extends Pick<IncidentFact, "name" | "from" | "to" | "lagged" | "notEstablished"> {
  /** Seconds after `to` at which all was well again; missing: never within the wait. */
  readonly normalAfter?: number;
  /** What visitors met, second by second from `from` on. */
  readonly met: readonly Met[];
}

const calm: Met = {};

/**
 * A run by hand, second by second, whose numbers add up. An incident holds the visits from its start to its end.
 * Seconds in, milliseconds out.
 */
export function aPressure(
  seconds: number,
  planned: readonly Planned[],
  more: Partial<PressureFact> & { readonly silent?: readonly number[] } = {},
): PressureFact {
  const { silent = [], ...rest } = more;
  const [rate, spikeRate] = [rest.rate ?? 20, rest.spikeRate ?? 132];
  const incidentAt = (second: number) => planned.findLast(({ from }) => from <= second);
  const slices = Array.from({ length: seconds }, (_, second): SliceFact => {
    const incident = incidentAt(second);
    const met = (incident === undefined ? calm : incident.met[second - incident.from]) ?? calm;
    const inRush = incident?.name === "spike" && second < incident.to;
    const sent = silent.includes(second) || met.silent === true ? 0 : inRush ? spikeRate : rate;
    const putOff = Math.round(sent * (met.putOff ?? 0));
    const failed = Math.min(sent - putOff, Math.round(sent * (met.failed ?? 0)));
    const p50Ms = met.p50 ?? 9 + (second % 3);
    return {
      sent,
      answered: sent - putOff - failed,
      putOff,
      failed,
      longestMs: sent === 0 ? null : (met.longest ?? p50Ms * 2.4),
      p50Ms: sent === 0 ? null : p50Ms,
      p95Ms: sent === 0 ? null : Math.min(met.longest ?? Infinity, p50Ms * 1.8),
    };
  });
  const incidents = planned.map(({ met: _, normalAfter, ...incident }): IncidentFact => {
    return {
      ...incident,
      from: incident.from * 1000,
      to: incident.to * 1000,
      ...(normalAfter === undefined ? {} : { normalAt: (incident.to + normalAfter) * 1000 }),
      ...(incident.name === "kill" ? { listeningAt: incident.to * 1000 + 600 } : {}),
      visits: sumOf(slices.slice(incident.from, Math.max(incident.to, incident.from + 1))),
    };
  });
  return {
    sliceMs: 1000,
    durationMs: seconds * 1000,
    rate,
    spikeRate,
    capacity: { rate: 66, tries: [64, 66, 69], atLeast: false },
    limitMs: 5000,
    incidents,
    slices,
    visits: sumOf(slices),
    writes: { acknowledged: 358, sought: 340, lost: 0, doubled: 0 },
    journeys: [
      { operation: "whoAmI", sent: 1195, p50Ms: 9, p95Ms: 16 },
      { operation: "updateProfile", sent: 358, p50Ms: 14, p95Ms: 24 },
      { operation: "logIn", sent: 95, p50Ms: null, p95Ms: null },
    ],
    generator: { unsent: 0, lagP99Ms: 0.4 },
    ...rest,
  };
}

function sumOf(slices: readonly SliceFact[]): Visits {
  const sum = (pick: (slice: SliceFact) => number) => slices.reduce((total, slice) => total + pick(slice), 0);
  const waits = slices.flatMap(({ longestMs }) => (longestMs === null ? [] : [longestMs]));
  return {
    sent: sum(({ sent }) => sent),
    answered: sum(({ answered }) => answered),
    putOff: sum(({ putOff }) => putOff),
    failed: sum(({ failed }) => failed),
    longestMs: waits.length === 0 ? null : Math.max(...waits),
  };
}

const times = (count: number, met: Met) => Array.from({ length: count }, () => met);
const slow = times(4, { p50: 620, longest: 900 });

/** Nothing was put off and nothing failed. */
export const calmPressure = aPressure(60, [
  { name: "slow-database", from: 5, to: 9, normalAfter: 0, met: slow },
  { name: "frozen-database", from: 12, to: 17, normalAfter: 1.5, met: times(6, { p50: 2400, longest: 4200 }) },
  { name: "database-outage", from: 25, to: 30, normalAfter: 0.8, met: times(5, { p50: 2100, longest: 4800 }) },
  { name: "kill", from: 40, to: 40, normalAfter: 1.4, met: times(1, { p50: 600, longest: 1500 }) },
  { name: "spike", from: 45, to: 49, normalAfter: 3.1, met: times(7, { p50: 900, longest: 2600 }) },
  { name: "rolling-restart", from: 54, to: 58, normalAfter: 0, met: [] },
]);

/** The story of the target: while the database was gone, nobody got a page and nobody was told. */
export const gaveWayPressure = aPressure(60, [
  { name: "slow-database", from: 5, to: 9, normalAfter: 0, met: slow },
  {
    name: "frozen-database",
    from: 12,
    to: 17,
    normalAfter: 1.5,
    met: [
      { putOff: 0.8, p50: 3500, longest: 4200 },
      ...[3000, 2600, 2100, 1500, 700].map((p50) => ({ p50, longest: p50 * 1.3 })),
    ],
  },
  {
    name: "database-outage",
    from: 25,
    to: 30,
    normalAfter: 8,
    met: [
      ...times(8, { failed: 1, p50: 8000 }).map((met, at) => ({
        ...met,
        p50: 8800 - at * 700,
        longest: 11_200 - at * 800,
      })),
      ...[0.85, 0.55, 0.3, 0.15, 0.05].map((failed, at) => ({
        failed,
        p50: 3000 - at * 600,
        longest: 4800 - at * 600,
      })),
    ],
  },
  {
    name: "kill",
    from: 40,
    to: 40,
    normalAfter: 1.4,
    met: [
      { failed: 0.7, p50: 900, longest: 1500 },
      { failed: 0.35, p50: 300, longest: 700 },
    ],
  },
  {
    name: "spike",
    from: 45,
    to: 49,
    normalAfter: 3.1,
    met: [120, 500, 1000, 1400, 1000, 500, 120].map((p50) => ({ p50, longest: p50 * 1.85 })),
  },
  { name: "rolling-restart", from: 54, to: 58, normalAfter: 0, met: [] },
]);

/** All eleven, close together: what a full run looks like at its worst. */
export const fullPressure = aPressure(
  132,
  (
    [
      ["slow-database", 4, { p50: 620, longest: 900 }],
      ["frozen-database", 5, { putOff: 0.6, p50: 3000, longest: 4900 }],
      ["database-outage", 5, { failed: 0.2, putOff: 0.75, p50: 20, longest: 5600 }],
      ["kill", 0, { failed: 0.7, p50: 900, longest: 1500 }],
      ["spike", 4, { putOff: 0.3, p50: 900, longest: 2600 }],
      ["rolling-restart", 4, {}],
      ["kill-one-of-two", 0, { failed: 0.1, p50: 40, longest: 200 }],
      ["malformed-storm", 4, { p50: 60, longest: 300 }],
      ["slow-clients", 4, { failed: 0.9, p50: 4000, longest: 9000 }],
      ["mail-outage", 4, { p50: 30, longest: 5200 }],
      ["service-outage", 4, { putOff: 0.1, p50: 30, longest: 800 }],
    ] as const satisfies readonly (readonly [IncidentName, number, Met])[]
  ).map(([name, lasts, met], at) => ({
    name,
    from: 6 + at * 11,
    to: 6 + at * 11 + lasts,
    ...(name === "slow-clients" ? {} : { normalAfter: 1.2 }),
    ...(name === "malformed-storm" ? { lagged: true as const } : {}),
    ...(name === "mail-outage" ? { notEstablished: "too-few" as const } : {}),
    met: times(Math.max(1, lasts), met),
  })),
  {
    writes: { acknowledged: 1204, sought: 1200, lost: 3, doubled: 1 },
    capacity: { rate: 66, tries: [66], atLeast: true },
  },
);

/** Incidents at the same place almost, with labels that all want the same room. */
export const crowdedPressure = aPressure(40, [
  { name: "kill", from: 10, to: 10, normalAfter: 1, met: [{ failed: 1, p50: 4000, longest: 9000 }] },
  { name: "kill-one-of-two", from: 11, to: 11, normalAfter: 1, met: [{ putOff: 1, p50: 20, longest: 8000 }] },
  {
    name: "malformed-storm",
    from: 12,
    to: 14,
    normalAfter: 1,
    met: times(2, { failed: 0.5, putOff: 0.5, p50: 4000, longest: 8800 }),
  },
  { name: "service-outage", from: 38, to: 40, met: times(2, { failed: 0.4, p50: 100, longest: 11_000 }) },
]);

/** In some seconds nothing was sent, the first and the last among them. */
export const gappedPressure = aPressure(
  60,
  [
    {
      name: "database-outage",
      from: 12,
      to: 17,
      normalAfter: 1,
      met: times(5, { failed: 1, p50: 5000, longest: 5000 }),
    },
    {
      name: "kill",
      from: 30,
      to: 30,
      normalAfter: 1,
      notEstablished: "not-brought-about",
      met: times(8, { silent: true }),
    },
  ],
  { silent: [0, 20, 21, 22, 23, 24, 25, 59], generator: { unsent: 320, lagP99Ms: 84 } },
);

/** Nothing but silence. */
export const emptyPressure = aPressure(10, [{ name: "kill", from: 4, to: 4, notEstablished: "too-few", met: [] }], {
  silent: Array.from({ length: 10 }, (_, at) => at),
  writes: { acknowledged: 0, sought: 0, lost: 0, doubled: 0 },
});

export const pressures = {
  calm: calmPressure,
  "gave-way": gaveWayPressure,
  full: fullPressure,
  crowded: crowdedPressure,
  gapped: gappedPressure,
  empty: emptyPressure,
} as const;

/** A result with a run under pressure, as `compare` gets it. */
export function compared(name: string, pressure: PressureFact, more: Partial<Result> = {}): Result {
  const result = aResult([], { pressure, ...more });
  return { ...result, submission: { ...result.submission, name } };
}
