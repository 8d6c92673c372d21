import { competencies, type Competency } from "../interview/kit.ts";
import type { Weights } from "./rule.ts";

/** What one person gave. */
export interface Scorecard {
  readonly person: string;
  readonly scores: Readonly<Partial<Record<Competency, number>>>;
  /** The most points there were: what was given on another scale is never put together with this one. */
  readonly out_of: number;
}

/** From the lowest to the highest. Points. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Ratings put together by the rule of the role. There is no single number in it, so nobody can be ordered by one. */
export interface Combined {
  /** Of whole scorecards alone; null where there is none. */
  readonly range: Range | null;
  /** How many whole scorecards that is. */
  readonly whole: number;
  /** Whose scorecard is not whole, and what of it is missing. Nothing is filled in. */
  readonly missing: readonly { readonly person: string; readonly subjects: readonly Competency[] }[];
  /** Who rated when there were fewer points to give. */
  readonly otherScale: readonly string[];
}

/** The scale of today. */
export const mostPoints = 5;

/** Each person's weighted mean by itself, told as the range from the lowest to the highest. */
export function combineScorecards(scorecards: readonly Scorecard[], rule: Weights): Combined {
  const counting = competencies.filter((subject) => rule[subject] > 0);
  const sameScale = scorecards.filter(({ out_of: outOf }) => outOf === mostPoints);
  const missing = sameScale.flatMap(({ person, scores }) => {
    const subjects = counting.filter((subject) => scores[subject] === undefined);
    return subjects.length === 0 ? [] : [{ person, subjects }];
  });
  const means = sameScale.flatMap(({ scores }) => {
    const given = counting.flatMap((subject) => {
      const point = scores[subject];
      return point === undefined ? [] : [{ point, weight: rule[subject] }];
    });
    if (given.length === 0 || given.length < counting.length) return [];
    const sum = given.reduce((total, { point, weight }) => total + point * weight, 0);
    return [sum / given.reduce((total, { weight }) => total + weight, 0)];
  });
  return {
    range: means.length === 0 ? null : { low: Math.min(...means), high: Math.max(...means) },
    whole: means.length,
    missing,
    otherScale: scorecards.filter(({ out_of: outOf }) => outOf !== mostPoints).map(({ person }) => person),
  };
}
