import type { PlanKey } from "../words/en-plan.ts";
import { dayOf } from "./days.ts";

/** Something that did not hold up in the task, in the words of its check. */
export interface Gap {
  /** What the check is called when it holds. */
  readonly title: string;
  /** Where to begin: the check's question, and a good answer to it. */
  readonly question: string;
  readonly good: string;
}

/** What a plan is made of: of the work, the worst and the weightiest first. */
export interface PlanFacts {
  readonly gaps: readonly Gap[];
  /** Titles of what held. */
  readonly strengths: readonly string[];
  /** Titles of what was asked and held, for a plan where nothing gave way. */
  readonly musts: readonly string[];
}

export interface Told {
  readonly key: PlanKey;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Something to reach, on a day. */
export interface Milestone {
  /** ISO 8601. */
  readonly on: string;
  readonly text: Told;
  /** What to do first. */
  readonly first: Told;
  /** By what both see that it is done. */
  readonly seen: Told;
}

export interface Plan {
  readonly milestones: readonly Milestone[];
  /** Days on which both write a line. */
  readonly checkIns: readonly string[];
}

/** When the gaps are closed: the worst in the first month. More than these are not planned one by one. */
const gapDays = [30, 30, 60, 60, 90] as const;
const mustDays = [30, 60, 90] as const;
/** Short and weekly in the first month, then every two weeks. */
const checkInDays = [8, 15, 22, 29, 43, 57, 71, 85] as const;

/**
 * A draft of the first 90 days, for both sides to change: of the work ahead, never of the person. Pure.
 *
 * @param start the first day, as ISO 8601
 */
export function planFrom({ gaps, strengths, musts }: PlanFacts, start: string): Plan {
  const on = (day: number) => dayOf(start, day);
  const [strength] = strengths;
  const planned = gaps.slice(0, gapDays.length);
  const milestones: readonly Milestone[] = [
    { on: on(1), ...told("arrive") },
    { on: on(7), ...told("read") },
    ...(strength === undefined ? [] : [{ on: on(30), ...told("lean", { title: strength }) }]),
    ...planned.map(({ title, question, good }, at) => ({
      on: on(gapDays[at] ?? 90),
      ...told("gap", { title, question, good }),
    })),
    ...(gaps.length > planned.length ? [{ on: on(90), ...told("rest", { count: gaps.length - planned.length }) }] : []),
    ...(gaps.length > 0
      ? []
      : musts
          .filter((title) => title !== strength)
          .slice(0, mustDays.length)
          .map((title, at) => ({ on: on(mustDays[at] ?? 90), ...told("must", { title }) }))),
    { on: on(90), ...told("back") },
  ];
  return {
    milestones: milestones.toSorted((one, other) => one.on.localeCompare(other.on)),
    checkIns: checkInDays.map(on),
  };
}

type Kind = "arrive" | "read" | "lean" | "gap" | "rest" | "must" | "back";

function told(kind: Kind, values: Told["values"] = {}): Omit<Milestone, "on"> {
  return {
    text: { key: `plan.${kind}`, values },
    first: { key: `plan.${kind}.first`, values },
    seen: { key: `plan.${kind}.seen`, values },
  };
}
