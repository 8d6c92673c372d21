import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** Reads the same run. */
export default checkOf({
  id: "pressed-too",
  cell: { pressure: ["spike"] },
  gather: ({ underPressure }) => underPressure(),
  judge: ({ incidents }) => (incidents.length > 0 ? pass() : fail()),
});
