import { subjects, type Rating } from "../api/judgement.ts";

/**
 * The points to start from: of each subject what was chosen last, in the call or in a scorecard that is given already.
 *
 * @param at what was chosen at a place of the call, and when
 */
export function draftOf(
  given: Rating | null,
  at: (place: string) => { readonly choice: string; readonly changedAt: string },
): Rating["scores"] {
  return Object.fromEntries(
    subjects.flatMap((subject) => {
      const { choice, changedAt } = at(subject);
      const own = given?.out_of === 5 ? given.scores[subject] : undefined;
      const isOlder = given !== null && changedAt < given.made_at;
      const point = choice === "" || (isOlder && own !== undefined) ? own : Number(choice);
      return point === undefined ? [] : [[subject, point]];
    }),
  );
}
