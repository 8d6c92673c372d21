import { defineFollowUp } from "../../../../../../../packages/bench/src/index.ts";

/** Asked of whoever can act: to act twice. */
export default defineFollowUp({
  id: "twice",
  title: "Act twice",
  version: "1.0.0",
  minutes: 10,
  binding: {
    actTwice: {
      method: "POST",
      path: "/act",
      json: { word: "$inputs.word" },
      success: [200],
      outputs: { word: "$response.body#/word" },
    },
  },
  establishes: { actTwice: "second-answer" },
});
