import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** The core: what was sent comes back. A status alone proves nothing. */
export default checkOf({
  id: "answer",
  area: "works-as-asked",
  severity: "blocker",
  public: true,
  cell: "shared",
  async gather({ app, edge, canaries }) {
    const word = canaries.word();
    return { word, attempt: await app.operate(edge.person(), "act", { word }, { deadline: 3_000 }) };
  },
  judge: ({ word, attempt }) =>
    attempt.outputs["word"] === word ? pass({}, { exchanges: [attempt] }) : fail({}, { exchanges: [attempt] }),
});
