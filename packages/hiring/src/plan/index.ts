export { dayOf, earliestStart, instantOf, isZone, mostDaysAgo, movedWith } from "./days.ts";
export { planFrom, type Gap, type Milestone, type Plan, type PlanFacts } from "./plan.ts";
