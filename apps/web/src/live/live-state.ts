import type { Progress } from "@assay/bench/evaluation";

/** A note answers nothing that is counted. */
export type Outcome = Exclude<Extract<Progress, { type: "asked" }>["outcome"], "noted">;
export type PhaseName = Extract<Progress, { type: "phase" }>["phase"];
export type Pressure = Extract<Progress, { type: "pressure" }>;

/** In the order in which they come. */
export const phaseNames = [
  ...(["receive", "identify", "install", "start", "gather", "judge", "report"] as const),
] satisfies readonly PhaseName[];

export interface Answered {
  readonly check: string;
  /** `again`: it did not pass, and counts only once that has repeated. */
  readonly stands: Outcome | "again";
  /** How often it was answered. */
  readonly tries: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is known of an evaluation from what it told so far. */
export interface Live {
  readonly state: "connecting" | "waiting" | "running" | "done" | "failed" | "cancelled";
  readonly attempt: number;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly planned: number | undefined;
  readonly done: number;
  readonly phases: readonly { readonly phase: PhaseName; readonly at: number }[];
  /** In the order in which they were answered first. */
  readonly answered: readonly Answered[];
  readonly asking: string | undefined;
  readonly reference: boolean;
  readonly pressure: Pressure | undefined;
}

/** What the server sends whenever the state changed. */
export interface StateEvent {
  readonly state: Exclude<Live["state"], "connecting">;
  readonly attempt: number;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly problem: Live["problem"];
}

export interface ProgressEvent {
  readonly at: string;
  readonly event: Progress;
}

export const nothingYet: Live = {
  ...{ state: "connecting", attempt: 0, startedAt: undefined, endedAt: undefined, problem: null, planned: undefined },
  ...{ done: 0, phases: [], answered: [], asking: undefined, reference: false, pressure: undefined },
};

export function afterState(before: Live, { state, attempt, started_at, ended_at, problem }: StateEvent): Live {
  return {
    ...ofAttempt(before, attempt),
    ...{ state, problem },
    startedAt: started_at === null ? undefined : Date.parse(started_at),
    endedAt: ended_at === null ? undefined : Date.parse(ended_at),
  };
}

/** @param attempt of which worker it was told */
export function afterProgress(before: Live, { at, event }: ProgressEvent, attempt: number): Live {
  const live = ofAttempt(before, attempt);
  const moment = Date.parse(at);
  switch (event.type) {
    case "planned":
      return { ...live, planned: event.checks };
    case "phase":
      return { ...live, phases: [...live.phases, { phase: event.phase, at: moment }], asking: undefined };
    case "asking":
      return { ...live, asking: event.check, reference: false };
    case "reference":
      return { ...live, reference: true };
    case "pressure":
      return { ...live, pressure: event };
    case "again":
      return { ...live, answered: withAnswer(live.answered, { check: event.check, stands: "again", at: moment }, 0) };
    case "asked": {
      if (event.outcome === "noted") return live;
      const answer = { check: event.check, stands: event.outcome, at: moment };
      const asking = live.asking === event.check ? undefined : live.asking;
      return { ...live, asking, done: event.done, answered: withAnswer(live.answered, answer, 1) };
    }
  }
}

/** What another worker begins anew, it tells anew. */
function ofAttempt(live: Live, attempt: number): Live {
  const { state, startedAt } = live;
  return live.attempt === attempt || live.attempt === 0
    ? { ...live, attempt }
    : { ...nothingYet, attempt, state, startedAt };
}

/**
 * As it may be shown: a measured failure counts only once it has repeated, in a fresh cell.
 *
 * @param isMeasured whether the check is a measurement, as its challenge says
 */
export function shownOf(live: Live, { stands, tries }: Answered, isMeasured: boolean): Answered["stands"] {
  const isGathering = live.phases.at(-1)?.phase === "gather";
  return stands === "fail" && isMeasured && tries < 2 && isGathering ? "again" : stands;
}

function withAnswer(answered: readonly Answered[], answer: Omit<Answered, "tries">, tries: 0 | 1): readonly Answered[] {
  const place = answered.findIndex(({ check }) => check === answer.check);
  if (place < 0) return [...answered, { ...answer, tries }];
  return answered.with(place, { ...answer, tries: (answered[place]?.tries ?? 0) + tries });
}
