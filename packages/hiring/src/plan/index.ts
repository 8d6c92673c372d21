export { dayOf, instantOf, isZone } from "./days.ts";
export { planFrom, type Gap, type Milestone, type Plan, type PlanFacts } from "./plan.ts";
