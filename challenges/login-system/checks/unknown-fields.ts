import { defineCheck } from "@assay/bench";
import { harmlessInputs } from "../actions.ts";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistake } from "../mistakes.ts";

/** Minor: only an app that sends more than was asked meets it. Doing the rest, and refusing the whole, are both right. */
export default defineCheck({
  id: "unknown-fields",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  ofAnyBackend: true,
  rests: "brief#mistakes",
  words: {
    title: "A field that nobody asked for does no harm",
    titleWhenFailed: "A field that nobody asked for makes the service break",
    why: "A newer app sends a field that the server does not know yet. The server must leave it out or say no, not break.",
    passed: "{tried} requests held a field that nobody asked for. None did harm.",
    failed: mistakeWords.failed,
    reasons: mistakeWords.reasons,
    ask: {
      question: "A request holds a field that your code does not know. What happens?",
      goodAnswer: "It takes the fields it knows by name, and leaves or refuses the others.",
      weakAnswer: "It goes to the database with the rest.",
    },
  },
  technical: { summary: "Unknown members are ignored or get 4xx, never 5xx.", cwe: [755, 915] },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  json: ["signUp", "logIn"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person) => {
      const { canaries } = world;
      const mistakes: Mistake[] = [];
      for (const extra of ["more", 7, { more: "more" }]) {
        const field = canaries.word();
        for (const operation of ["signUp", "logIn", "updateProfile"]) {
          const isOwn = operation === "updateProfile";
          const sender = isOwn ? person : world.edge.person();
          if (!world.app.knows(operation)) continue;
          const { body, textOf } = await world.app.requestFor(sender, operation, harmlessInputs(world, operation));
          const change = { body: textOf({ ...body, [field]: extra }), ...(isOwn ? { person } : {}) };
          mistakes.push(...(await mistake(world, `unknown field: ${JSON.stringify(extra)}`, operation, change)));
        }
      }
      return { mistakes };
    }),
  judge: (evidence) => judgeMistakes(evidence, () => true),
});
