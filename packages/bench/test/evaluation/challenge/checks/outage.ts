import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** While its database is cut off it acts; afterwards it should work again. */
export default checkOf({
  id: "outage",
  requires: ["server"],
  cell: {},
  async gather({ app, edge, taps, canaries, sleep }) {
    const word = canaries.word();
    await taps.database?.cutOff();
    const during = await app.operate(edge.person(), "act", { word: "cut off" }, { deadline: 3_000 });
    await taps.database?.heal();
    await sleep(500);
    const after = await app.operate(edge.person(), "act", { word }, { deadline: 3_000 });
    return { word, during, after };
  },
  judge: ({ word, after }) => (after.outputs["word"] === word ? pass() : fail({}, { exchanges: [after] })),
});
