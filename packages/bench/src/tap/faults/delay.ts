import type { Fault } from "../../check/world.ts";
import type { Hindrance } from "../hindrances.ts";

/** @param random uniform numbers in [0, 1). */
export function delay({ ms, jitterMs = 0 }: Extract<Fault, { kind: "delay" }>, random: () => number): Hindrance {
  return { dueAt: (arrivedAt) => arrivedAt + ms + jitterMs * (2 * random() - 1) };
}
