import type { Scorecard } from "@assay/hiring";
import type { Rating, Ratings } from "../api/judgement.ts";

/** Whose it is, as whoever looks calls them: no two are called the same. */
export interface SeenScorecard extends Scorecard {
  readonly rating: Rating;
  readonly isMine: boolean;
}

/** All that whoever looks may see: one's own first, the others by name. */
export function scorecardsOf({ mine, others }: Ratings, you: string): readonly SeenScorecard[] {
  const all = [
    ...(mine === null ? [] : [{ name: you, rating: mine, isMine: true }]),
    ...(others ?? []).map((rating) => ({ name: rating.person, rating, isMine: false })),
  ];
  return all.map(({ name, rating, isMine }, at) => {
    const before = all.slice(0, at).filter((one) => one.name === name).length;
    const person = before === 0 ? name : `${name} ${String(before + 1)}`;
    return { person, scores: rating.scores, out_of: rating.out_of, rating, isMine };
  });
}
