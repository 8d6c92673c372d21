import { defineCheck, type Person } from "@assay/bench";
import { profileFields } from "../actions.ts";
import { isFault } from "../answers.ts";
import { isWell, judgeMistakes, mistake, mistakeWords, withWitness, type Mistake, type Mistakes } from "../mistakes.ts";

/**
 * Levels. The most is beyond what many a limit on a body's size lets in, which then never shows what the depth does; the
 * others fit into 80 kB.
 */
const depths = [10_000, 40_000, 100_000];

/** Serious where one request ends or spoils the service for all; an error to its sender alone is minor. */
export default defineCheck({
  id: "deep-json",
  area: "handles-errors",
  severity: "serious",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "A request nested thousands of levels deep does no harm",
    titleWhenFailed: "A deeply nested request upsets the service",
    why: "Anyone can send a box in a box in a box. A service that opens them all without end can break down for everyone.",
    passed:
      "{tried} requests with up to 100,000 boxes in boxes were turned away or left aside, and the service carried on.",
    ...mistakeWords,
    ask: {
      question: "What could go wrong with very deeply nested input?",
      goodAnswer:
        "Code that calls itself for each level runs out of stack. There is a limit, or nothing of ours walks it.",
      weakAnswer: "Nothing, it is only text.",
    },
  },
  technical: {
    summary:
      "Arrays and objects nested 10,000, 40,000 and 100,000 deep, as the body and inside a field, leave the process alive and right.",
    cwe: [674],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  consequenceOf: ["wrong-types", "malformed-json"],
  json: ["signUp", "logIn"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person): Promise<Mistakes> => {
      const { body, textOf } = await world.app.requestFor(world.edge.person(), "signUp");
      const signUp = textOf(body);
      const mistakes: Mistake[] = [];
      for (const depth of depths) {
        const lists = "[".repeat(depth) + "]".repeat(depth);
        const objects = '{"a":'.repeat(depth) + "1" + "}".repeat(depth);
        const deep = depth.toLocaleString("en-US");
        mistakes.push(
          ...(await mistake(world, `${deep} lists`, "logIn", { body: lists })),
          ...(await mistake(world, `${deep} objects`, "logIn", { body: objects })),
          ...(await inField(`${deep} lists`, "updateProfile", profileFields(world), lists, person)),
          ...(await inField(`${deep} objects`, "logIn", ["email", "userName"], objects)),
          ...(await mistake(world, `${deep} objects beside what is asked`, "signUp", {
            body: `${signUp.slice(0, -1)},"more":${objects}}`,
          })),
        );
      }
      return { mistakes };

      /** In the first of these fields that the operation has: what is not asked for may be ignored. */
      async function inField(
        what: string,
        operation: string,
        fields: readonly string[],
        deep: string,
        person?: Person,
      ) {
        if (!world.app.knows(operation)) return [];
        const word = world.canaries.word();
        const inputs = world.app.placed(operation, Object.fromEntries(fields.map((field) => [field, word])));
        const { body, textOf } = await world.app.requestFor(person ?? world.edge.person(), operation, inputs);
        const field = fields.find((name) => Object.hasOwn(body, name));
        if (field === undefined) return [];
        // Put in by its text: written by JSON.stringify, it would be too deep for ourselves.
        const text = textOf(body).replace(JSON.stringify(word), deep);
        return mistake(world, `${what} as the ${field}`, operation, { body: text, ...(person && { person }) });
      }
    }),
  judge(evidence) {
    const judgement = judgeMistakes(evidence, ({ label }) => label.startsWith("signUp"));
    if (judgement.outcome !== "fail" || isWell(evidence.witness) !== true) return judgement;
    const count = evidence.mistakes.filter(({ exchange }) => isFault(exchange)).length;
    return { ...judgement, facts: { ...judgement.facts, ...(count > 0 ? { count } : {}) }, severity: "minor" };
  },
});
