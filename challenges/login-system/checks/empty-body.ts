import { defineCheck, theBrief } from "@assay/bench";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistakes } from "../mistakes.ts";

/** Minor while the service goes on. */
export default defineCheck({
  id: "empty-body",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "A request with nothing in it is turned away",
    titleWhenFailed: "A request with nothing in it is not turned away",
    why: "Search robots and broken apps send empty requests every day. They must not upset the service.",
    passed: "{tried} empty requests were turned away.",
    ...mistakeWords,
    ask: {
      question: "What does the code see when a request has no body at all?",
      goodAnswer: "Nothing, and it says that something is missing.",
      weakAnswer: "It reads the email from it, and fails.",
    },
  },
  technical: { summary: "No body, with and without a content type, and {} get a 4xx.", cwe: [20, 476] },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  consequenceOf: ["missing-fields"],
  json: ["signUp", "logIn"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person): Promise<Mistakes> => {
      const operations = ["signUp", "logIn", "forgotPassword", "resetPassword"];
      const mistakes = await Promise.all([
        ...operations.map((operation) => mistake(world, "an empty body", operation, { body: "" })),
        ...operations.map((operation) => mistake(world, "no body and no type", operation, {})),
        ...operations.map((operation) => mistake(world, "an empty object", operation, { body: "{}" })),
        mistake(world, "an empty body", "changePassword", { body: "", person }),
        // Nothing to change: nothing is wrong with that.
        mistake(world, "an empty object", "updateProfile", { body: "{}", person }),
        mistake(world, "an empty body", "updateProfile", { body: "", person }),
      ]);
      return { mistakes: mistakes.flat() };
    }),
  judge: (evidence, { byBrief } = theBrief) =>
    judgeMistakes(evidence, ({ label }) => label.startsWith("updateProfile") || !byBrief),
});
