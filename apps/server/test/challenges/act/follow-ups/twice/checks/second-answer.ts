import { fail, pass } from "../../../../../../../../packages/bench/src/index.ts";
import { checkOf } from "../../../../../../../../packages/bench/test/evaluation/challenge/check-of.ts";

export default checkOf({
  id: "second-answer",
  area: "works-as-asked",
  severity: "blocker",
  rests: "follow-up#twice",
  cell: "shared",
  async gather({ app, edge, canaries }) {
    const word = canaries.word();
    const person = edge.person();
    await app.operate(person, "actTwice", { word });
    return { word, attempt: await app.operate(person, "actTwice", { word }) };
  },
  judge: ({ word, attempt }) => (attempt.outputs["word"] === word ? pass() : fail()),
});
