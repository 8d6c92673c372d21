import { pass } from "../../../../../../packages/bench/src/index.ts";
import { checkOf } from "../../../../../../packages/bench/test/evaluation/challenge/check-of.ts";

/** Blocks the event loop of whatever process judges it, for ever. */
export default checkOf({
  id: "blocked",
  cell: "shared",
  gather: () => Promise.resolve({}),
  judge: () => {
    while (performance.now() > 0);
    return pass();
  },
});
