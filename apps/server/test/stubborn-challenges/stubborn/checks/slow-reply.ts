import { pass } from "../../../../../../packages/bench/src/index.ts";
import { checkOf } from "../../../../../../packages/bench/test/evaluation/challenge/check-of.ts";

/** Waits long for what the submission does when it is asked. */
export default checkOf({
  id: "slow-reply",
  cell: {},
  async gather({ app, edge, canaries }) {
    const word = canaries.word();
    return { attempt: await app.operate(edge.person(), "act", { word }, { deadline: 120_000 }) };
  },
  judge: () => pass(),
});
