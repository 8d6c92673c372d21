import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

export default checkOf({
  id: "late-database",
  cell: { databaseLateBy: 1_500, startsApp: true },
  async gather({ app, edge, canaries, sleep }) {
    const word = canaries.word();
    await app.start();
    await sleep(2_000);
    return { word, attempt: await app.operate(edge.person(), "act", { word }, { deadline: 3_000 }) };
  },
  judge: ({ word, attempt }) => (attempt.outputs["word"] === word ? pass() : fail({}, { exchanges: [attempt] })),
});
