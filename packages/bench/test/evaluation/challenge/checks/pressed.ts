import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** Reads a run under pressure, of which this challenge says nothing. */
export default checkOf({
  id: "pressed",
  cell: { pressure: ["kill"] },
  gather: ({ underPressure }) => underPressure(),
  judge: ({ incidents }) => (incidents.length > 0 ? pass() : fail()),
});
