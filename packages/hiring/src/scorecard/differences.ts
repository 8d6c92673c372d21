import { competencies, type Competency } from "../interview/kit.ts";
import { mostPoints, type Scorecard } from "./combine.ts";

/** What several people gave for one subject. */
export interface Difference {
  readonly subject: Competency;
  /** In the order in which the people were named; of those alone who rated it on the scale of today. */
  readonly given: readonly { readonly person: string; readonly point: number }[];
  /** From the lowest to the highest. Points. */
  readonly gap: number;
  /** So far apart that they must have seen, or understood, different things. */
  readonly isToTalkAbout: boolean;
}

/** Points apart from which people should talk. */
const far = 2;

/** Every subject that somebody rated, the widest apart first. */
export function ratingDifferencesOf(scorecards: readonly Scorecard[]): readonly Difference[] {
  return competencies
    .map((subject) => {
      const given = scorecards.flatMap(({ person, scores, out_of: outOf }) => {
        const point = scores[subject];
        return point === undefined || outOf !== mostPoints ? [] : [{ person, point }];
      });
      const all = given.map(({ point }) => point);
      const gap = all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
      return { subject, given, gap, isToTalkAbout: gap >= far };
    })
    .filter(({ given }) => given.length > 0)
    .toSorted((one, other) => other.gap - one.gap);
}
