import { fail, pass } from "../../../../../../packages/bench/src/index.ts";
import { checkOf } from "../../../../../../packages/bench/test/evaluation/challenge/check-of.ts";

/** Has a solution of the pack measured first: one that never listens. */
export default checkOf({
  id: "held-against-ours",
  kind: "measurement",
  cell: { pressure: [], reference: true },
  gather: ({ underPressure }) => underPressure(),
  judge: ({ incidents }) => (incidents.length > 0 ? pass() : fail()),
});
