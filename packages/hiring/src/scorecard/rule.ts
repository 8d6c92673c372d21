import { competencies, type Competency } from "../interview/kit.ts";

/** How much each subject counts: whole numbers from 0 (not at all) to 3. */
export type Weights = Readonly<Record<Competency, number>>;

export const possibleWeights = [0, 1, 2, 3] as const;

/** What holds unless somebody has written down why not. */
export const equalWeights: Weights = Object.fromEntries(competencies.map((subject) => [subject, 1])) as Record<
  Competency,
  number
>;

/** As short as a reason for other weights may be. Letters. */
export const shortestReason = 20;

/** Whether each subject counts as much as any other. */
export function areEqual(rule: Weights): boolean {
  return competencies.every((subject) => rule[subject] === rule[competencies[0]]);
}

/** Why this can't be a rule, as a key of the words; undefined for one that can. */
export function whyNoRule(rule: Weights, reason: string): "nothing-counts" | "no-reason" | undefined {
  if (competencies.every((subject) => rule[subject] === 0)) return "nothing-counts";
  if (!areEqual(rule) && reason.trim().length < shortestReason) return "no-reason";
  return undefined;
}
