import { defineChallenge } from "../../../src/index.ts";

/** A challenge of the tests' own: one thing to do, `act`, by which a submission shows what it is made for. */
export default defineChallenge({
  id: "act",
  title: "Act",
  version: "1.0.0",
  binding: {
    act: {
      method: "POST",
      path: "/act",
      json: { word: "$inputs.word" },
      success: [200],
      outputs: { word: "$response.body#/word" },
    },
    health: { method: "GET", path: "/health", success: [200] },
  },
  usualInputs: () => ({}),
  establishes: { act: "answer", health: "answer" },
  core: ["act"],
  costlyOperations: [],
  readiness: "health",
  startsWithinMs: 4_000,
  measureCosts: () => Promise.resolve({ idleMs: 1, hashMs: 0, credentialKind: "unknown" }),
});
