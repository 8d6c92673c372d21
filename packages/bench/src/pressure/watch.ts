import type { LoadRecord } from "../load/load.ts";
import { percentileOf } from "../load/latency.ts";
import type { SliceFact, Visits } from "../result/pressure.ts";

/** Somebody came too often, or is shut out for a while. */
const limitStatuses = [423, 429];
/** Milliseconds over which visits must have been answered as in calm seconds, and visits that this must hold at least. */
const normalSpan = 1_000;
const normalVisits = 15;
const step = 100;
/** Visits of an operation that must have been answered before, to be missed. */
const answeredBefore = 3;
const costlyOnes = "those that cost a hash";

export type VisitKind = "answered" | "putOff" | "failed";

export function kindOf({ status, failure, wrong, success }: LoadRecord): VisitKind {
  if (status === undefined || failure !== undefined || wrong === true) return "failed";
  // Could not be served now and was told so: nobody's failure in itself.
  if (status === 503 || limitStatuses.includes(status)) return "putOff";
  return success === true ? "answered" : "failed";
}

/** Turned away, or worse. */
export function isUnserved(record: LoadRecord): boolean {
  return record.status === 503 || kindOf(record) === "failed";
}

/** Who is limited is served as the app wishes, and tells nothing of how the others fare. */
export function isLimited({ status, failure }: LoadRecord): boolean {
  return failure === undefined && status !== undefined && limitStatuses.includes(status);
}

/** From when a visit was meant to be sent to the end of its answer, milliseconds. */
export function waitOf({ planned, end }: LoadRecord): number {
  return end - planned;
}

/** By what calm seconds are known. */
export interface Calm {
  /** Of visits that cost no password hash. */
  readonly p95Ms: number;
  readonly boundMs: number;
  /** Operations that cost one: among few visits, a single one would be the 95th percentile. */
  readonly costly: ReadonlySet<string>;
  /** Nearly everybody was limited even then, so that this is no sign of anything. */
  readonly isLimited?: boolean;
}

/** What has become of operations that were answered before some moment. */
export interface Back {
  readonly isAll: boolean;
  /** Of an operation that has answered none since: how many of its visits were not, at most. */
  readonly unanswered: number;
  /** From when on each was answered that was not at first. */
  readonly at: number;
}

/** All visits of a run so far. Times are of the cell's clock. */
export class Watch {
  readonly #records: LoadRecord[] = [];
  #settledBefore = 0;

  add(records: readonly LoadRecord[], settledBefore: number): void {
    this.#records.push(...records);
    this.#settledBefore = Math.max(this.#settledBefore, settledBefore);
  }

  /** Everything that was to be sent before this moment has come to its end. */
  get settledBefore(): number {
    return this.#settledBefore;
  }

  /** Waits until that is so of this moment. */
  async settled(at: number, sleep: (milliseconds: number) => Promise<void>): Promise<void> {
    while (this.#settledBefore < at) await sleep(50);
  }

  /** Visits that were meant to be sent from this moment to that one. */
  between(from: number, to: number): readonly LoadRecord[] {
    return this.#records.filter(({ planned }) => planned >= from && planned < to);
  }

  all(): readonly LoadRecord[] {
    return this.#records;
  }

  /** The first moment from which on visits were answered as in calm seconds; undefined while none is known. */
  normalFrom(from: number, calm: Calm): number | undefined {
    const last = this.#settledBefore;
    const seen = this.between(from, last)
      .filter((visit) => calm.isLimited === true || !isLimited(visit))
      .toSorted((one, other) => one.planned - other.planned);
    for (let at = from; at + normalSpan <= last; at += step) {
      let to = at + normalSpan;
      let inside = seen.filter(({ planned }) => planned >= at && planned < to);
      while (inside.length < normalVisits && to + step <= last) {
        to += step;
        inside = seen.filter(({ planned }) => planned >= at && planned < to);
      }
      if (inside.length >= normalVisits && isNormal(inside, calm)) return at;
    }
    return undefined;
  }

  /**
   * Whether each operation that had answered visits before this moment has answered one from then on; where it has not,
   * many visits of others that are answered would hide it. Those that cost a hash are few, and are taken as one.
   */
  backBetween(from: number, to: number, { costly }: Pick<Calm, "costly">): Back {
    const groupOf = ({ operation }: LoadRecord) => (costly.has(operation) ? costlyOnes : operation);
    const before = new Map<string, number>();
    for (const visit of this.#records) {
      if (visit.planned >= from || kindOf(visit) !== "answered") continue;
      before.set(groupOf(visit), (before.get(groupOf(visit)) ?? 0) + 1);
    }
    const since = this.between(from, Math.min(to, this.#settledBefore)).filter((visit) => !isLimited(visit));
    const groups = [...before]
      .filter(([, answered]) => answered >= answeredBefore)
      .map(([group]) => {
        const own = since.filter((visit) => groupOf(visit) === group);
        const isAnswered = (visit: LoadRecord) => kindOf(visit) === "answered";
        const answeredAt = Math.min(...own.filter(isAnswered).map(({ planned }) => planned));
        return { answeredAt, unanswered: own.filter(({ planned }) => planned < answeredAt).length };
      });
    const away = groups.filter(({ answeredAt }) => answeredAt === Infinity);
    const late = groups.filter(({ answeredAt, unanswered }) => answeredAt < Infinity && unanswered > 0);
    return {
      isAll: away.length === 0,
      unanswered: Math.max(0, ...away.map(({ unanswered }) => unanswered)),
      at: Math.max(from, ...late.map(({ answeredAt }) => answeredAt)),
    };
  }

  /** So many were limited from this moment on that too few are left to tell how visits are answered. */
  isLimitedFrom(from: number): boolean {
    const seen = this.between(from, this.#settledBefore);
    const limited = seen.filter(isLimited).length;
    return limited > 0 && seen.length - limited < normalVisits;
  }

  slices(from: number, to: number, sliceMs: number): readonly SliceFact[] {
    const all: LoadRecord[][] = Array.from({ length: Math.ceil((to - from) / sliceMs) }, () => []);
    for (const record of this.#records) all[Math.floor((record.planned - from) / sliceMs)]?.push(record);
    return all.map((inside) => {
      const waits = inside.filter(({ sent }) => sent !== undefined).map(waitOf);
      return { ...visitsOf(inside), p50Ms: percentileOf(waits, 50), p95Ms: percentileOf(waits, 95) };
    });
  }
}

/** As in calm seconds: nearly none failed, and the wait is that of calm seconds or short. */
export function isNormal(visits: readonly LoadRecord[], calm: Calm): boolean {
  const judged = visits.filter((visit) => !isLimited(visit));
  const bad = judged.filter((visit) => kindOf(visit) !== "answered").length;
  if (bad > judged.length * 0.02) return false;
  const p95 = usualWaitOf(judged, calm);
  return p95 === null || p95 <= normalWaitOf(calm);
}

/** For how long 95 of 100 visits that cost no password hash waited, milliseconds. */
export function usualWaitOf(visits: readonly LoadRecord[], { costly }: Pick<Calm, "costly">): number | null {
  return percentileOf(visits.filter(({ operation }) => !costly.has(operation)).map(waitOf), 95);
}

/** For how long they may wait where nothing is wrong, milliseconds. */
export function normalWaitOf({ p95Ms, boundMs }: Calm): number {
  return Math.max(3 * p95Ms, p95Ms + 100, boundMs);
}

export function visitsOf(records: readonly LoadRecord[]): Visits {
  const of = (kind: VisitKind) => records.filter((record) => kindOf(record) === kind).length;
  const longest = records.reduce((most, record) => Math.max(most, waitOf(record)), -1);
  return {
    sent: records.length,
    answered: of("answered"),
    putOff: of("putOff"),
    failed: of("failed"),
    longestMs: longest < 0 ? null : Math.round(longest),
  };
}
