import { defineCheck, theBrief } from "@assay/bench";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistakes } from "../mistakes.ts";

/** Minor while the service goes on. */
export default defineCheck({
  id: "missing-fields",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "A request with a part missing is turned away",
    titleWhenFailed: "A request with a part missing is not turned away",
    why: "People leave fields empty. They should hear which one, and not get half an account or a page that says “error”.",
    passed: "{tried} requests, each with one part missing, were turned away.",
    ...mistakeWords,
    ask: {
      question: "What happens when the password is missing in a sign-up?",
      goodAnswer: "It is refused before anything else happens, with a message that names the field.",
      weakAnswer: "The web page doesn’t let that happen.",
    },
  },
  technical: { summary: "Each required member left out, one at a time, gets a 4xx.", cwe: [20, 754] },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  consequenceOf: ["wrong-types"],
  json: ["signUp", "logIn"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person): Promise<Mistakes> => {
      const without = async (operation: string, field: string, sender = world.edge.person()) => {
        if (!world.app.knows(operation)) return [];
        const request = await world.app.requestFor(
          sender,
          operation,
          world.app.placed(operation, { token: "made-up" }),
        );
        const { [field]: left, ...body } = request.body;
        if (left === undefined) return [];
        const isOwn = sender === person;
        const change = { body: request.textOf(body), ...(isOwn ? { person } : {}) };
        return mistake(world, `no ${field}`, operation, change);
      };
      const mistakes = await Promise.all([
        ...["email", "password", "name"].map((field) => without("signUp", field)),
        ...["email", "password"].map((field) => without("logIn", field)),
        without("changePassword", "newPassword", person),
        without("forgotPassword", "email"),
        ...["email", "token", "newPassword"].map((field) => without("resetPassword", field)),
      ]);
      return { mistakes: mistakes.flat() };
    }),
  // Which fields are asked for is the brief’s to say; that a missing one breaks nothing is not.
  judge: (evidence, { byBrief } = theBrief) => judgeMistakes(evidence, () => !byBrief),
});
