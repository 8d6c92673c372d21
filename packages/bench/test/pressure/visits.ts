import type { LoadRecord } from "../../src/load/load.ts";

/** A visit that was answered at once, unless said. */
export function visit(planned: number, over: Partial<LoadRecord> = {}): LoadRecord {
  const answer = { status: 200, success: true } as const;
  return {
    phase: "steady 1",
    operation: "see",
    person: 0,
    copy: 0,
    planned,
    sent: planned,
    end: planned + 5,
    ...answer,
    ...over,
  };
}

/** One that broke off without an answer. */
export function broken(planned: number, over: Partial<LoadRecord> = {}): LoadRecord {
  const { status, success, ...rest } = visit(planned);
  return { ...rest, failure: "reset", ...over };
}

/** One that was answered with this status, which is none of success. */
export function refused(planned: number, status: number, over: Partial<LoadRecord> = {}): LoadRecord {
  const { success, ...rest } = visit(planned);
  return { ...rest, status, ...over };
}

/** One that never left, as too many were under way. */
export function unsent(planned: number): LoadRecord {
  const { status, success, sent, ...rest } = visit(planned);
  return { ...rest, end: planned };
}

/** Visits at even distances, from one moment until before another. */
export function steadily(
  from: number,
  to: number,
  everyMs: number,
  made: (planned: number) => LoadRecord = visit,
): readonly LoadRecord[] {
  return Array.from({ length: Math.ceil((to - from) / everyMs) }, (_none, at) => made(from + at * everyMs));
}
