import { selectionRates, type GroupCount, type GroupRate } from "./selection-rates.ts";

/** Below so many nothing is shown, as a count could be read back to a person. */
export const leastPeople = 30;
export const leastInGroup = 5;

/** What an owner may see of one question. How much is missing is not told: that would be a count, too. */
export type FairnessResult =
  { readonly kind: "not-enough" } | { readonly kind: "shown"; readonly groups: readonly GroupRate[] };

/** Shown from 30 people on; of the groups, those of five or more, where there are two at least. */
export function fairnessResult(counts: readonly GroupCount[]): FairnessResult {
  const people = counts.reduce((sum, count) => sum + count.people, 0);
  const groups = counts.filter((count) => count.people >= leastInGroup);
  if (people < leastPeople || groups.length < 2) return { kind: "not-enough" };
  return { kind: "shown", groups: selectionRates(groups) };
}
