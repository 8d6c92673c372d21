import { fail, pass } from "../../../../../../packages/bench/src/index.ts";
import { checkOf } from "../../../../../../packages/bench/test/evaluation/challenge/check-of.ts";

export default checkOf({
  id: "pressed",
  kind: "measurement",
  cell: { pressure: ["kill"] },
  gather: ({ underPressure }) => underPressure(),
  judge: ({ incidents }) => (incidents.length > 0 ? pass() : fail()),
});
