import { defineCheck } from "@assay/bench";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistakes } from "../mistakes.ts";

/** Minor while the service goes on: whoever sends broken text gets a wrong answer to it, and nobody else. */
export default defineCheck({
  id: "malformed-json",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "Broken requests are turned away",
    titleWhenFailed: "Broken requests are not turned away",
    why: "Old apps and bad lines send broken text all the time. The service should say so, and carry on.",
    passed: "{tried} broken requests were turned away, and the service carried on.",
    ...mistakeWords,
    ask: {
      question: "What answer does a request get that can’t be read?",
      goodAnswer: "A 400 that says so. It is not logged as our own fault.",
      weakAnswer: "An error 500.",
    },
  },
  technical: { summary: "Bodies that are not JSON get a 4xx from every operation that reads one.", cwe: [20, 755] },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  json: ["signUp", "logIn"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person): Promise<Mistakes> => {
      const broken = ['{"email":"a@b.example.com",', "{email: 'a@b.example.com'}", "nothing"];
      const mistakes = await Promise.all([
        ...broken.map((body) => mistake(world, body, "signUp", { body })),
        ...broken.map((body) => mistake(world, body, "logIn", { body })),
        mistake(world, "half", "updateProfile", { body: '{"name":"half', person }),
        mistake(world, "not UTF-8", "logIn", { body: Buffer.from('{"email":"\xff\xfe"', "latin1") }),
      ]);
      return { mistakes: mistakes.flat() };
    }),
  judge: (evidence) => judgeMistakes(evidence),
});
