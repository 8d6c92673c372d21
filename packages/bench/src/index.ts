/** What a challenge pack is written with. */
export * from "./check/challenge.ts";
export * from "./check/check.ts";
export * from "./check/follow-up.ts";
export * from "./check/judgement.ts";
export * from "./check/reference.ts";
export * from "./check/rehearsal.ts";
export * from "./check/walk-through.ts";
export * from "./check/world.ts";
export * from "./edge/exchange.ts";
export * from "./operations/binding.ts";
export type { CapacityFact, IncidentName, JourneyFact } from "./result/pressure.ts";
export { isInsideLiterals } from "./services/literals.ts";
export { encodeForm } from "./operations/request.ts";
export { userNameOf } from "./operations/user-name.ts";
