/** What went wrong on purpose, one after the other. */
export const incidentNames = [
  "slow-database",
  "frozen-database",
  "database-outage",
  "kill",
  "spike",
  "rolling-restart",
  "kill-one-of-two",
  "malformed-storm",
  "slow-clients",
  "mail-outage",
  "service-outage",
] as const;
export type IncidentName = (typeof incidentNames)[number];

/** Those of a run of one minute; the others are for a full one. */
export const standardIncidents: readonly IncidentName[] = incidentNames.slice(0, 6);

/** Of one incident. Milliseconds from the start of the run; visits by the moment at which they were meant to be sent. */
export interface IncidentFact {
  readonly name: IncidentName;
  readonly from: number;
  /** The fault was taken away. */
  readonly to: number;
  /** From here on, visits were answered as in calm seconds; missing when they were not within the wait. */
  readonly normalAt?: number;
  /** First moment at which the app listened again, where it had been ended. */
  readonly listeningAt?: number;
  readonly visits: Visits;
  /** The app ended by itself meanwhile; we started it again, so that what follows is its own. */
  readonly ended?: true;
  /** It was not back to normal within the wait; we started it again, so that what follows is its own. */
  readonly stuck?: true;
  /** The generator was late, or others kept the machine busy: nothing of this incident is held against the submission. */
  readonly lagged?: true;
  /** It could not be brought about, held too few visits to say anything, or everybody was limited when it was over. */
  readonly notEstablished?: "too-few" | "not-brought-about" | "limited";
}

/** What visits came to. */
export interface Visits {
  readonly sent: number;
  readonly answered: number;
  /** 423, 429 or 503 in time: told to try again. */
  readonly putOff: number;
  /** An error, a wrong answer, or none. */
  readonly failed: number;
  /** From the intended send time to the end of the answer, milliseconds; null when nothing was sent. */
  readonly longestMs: number | null;
}

/** A slice of the run, for the picture. */
export interface SliceFact extends Visits {
  /** Of those that ended, milliseconds. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** The highest rate at which visits were answered in time, found in steps. */
export interface CapacityFact {
  /** Visits a second: the median of the tries. */
  readonly rate: number;
  readonly tries: readonly number[];
  /** It carried more than we can send: `rate` is a lower bound. */
  readonly atLeast: boolean;
  /** It tells people to come later, who ask too often or at all: how many it would carry cannot be seen. */
  readonly limited?: true;
}

/** One run under pressure, as it is drawn. */
export interface PressureFact {
  readonly sliceMs: number;
  readonly durationMs: number;
  /** Visits a second outside of the rush, and in it. */
  readonly rate: number;
  readonly spikeRate: number;
  readonly capacity: CapacityFact;
  /** The longest fair wait, by the brief. */
  readonly limitMs: number;
  readonly incidents: readonly IncidentFact[];
  readonly slices: readonly SliceFact[];
  readonly visits: Visits;
  /** Changes that visitors asked for; `sought` of those acknowledged were looked for afterwards. Older results do not tell how many. */
  readonly writes: {
    readonly acknowledged: number;
    readonly sought?: number;
    readonly lost: number;
    readonly doubled: number;
  };
  readonly journeys: readonly JourneyFact[];
  readonly generator: { readonly unsent: number; readonly lagP99Ms: number };
}

/** A run under pressure that is not over yet, as it is shown meanwhile. */
export interface LivePressure {
  readonly sliceMs: number;
  readonly slices: readonly SliceFact[];
  /** Milliseconds from the start of the run; without `to` while it lasts. */
  readonly incidents: readonly { readonly name: IncidentName; readonly from: number; readonly to?: number }[];
}

/** One operation in the run's calm seconds. */
export interface JourneyFact {
  readonly operation: string;
  /** It takes as long as a password hash does, on purpose. */
  readonly costsHash?: true;
  readonly sent: number;
  readonly p50Ms: number | null;
  /** Where the true median lies, 19 times of 20; missing where too few were sent to say. */
  readonly p50Within?: readonly [number, number];
  readonly p95Ms: number | null;
}
