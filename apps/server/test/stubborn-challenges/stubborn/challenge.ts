import { defineChallenge } from "../../../../../packages/bench/src/index.ts";
import act from "../../../../../packages/bench/test/evaluation/challenge/challenge.ts";

/** For submissions that do not want to end. */
export default defineChallenge({
  ...act,
  id: "stubborn",
  pressure: {
    ...{ boundMs: 1_000, limitMs: 5_000, recoversWithinMs: 10_000 },
    journeys: [{ operation: "act", weight: 1, inputs: (_person, word) => ({ word }) }],
    arrive: () => Promise.resolve(true),
  },
});
