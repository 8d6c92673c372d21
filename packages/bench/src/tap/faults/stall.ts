import type { Hindrance } from "../hindrances.ts";

/** Nothing goes on, and nothing is closed. Who connects is accepted, and reaches the service when the wire heals. */
export const stall: Hindrance = { dueAt: () => Infinity };
