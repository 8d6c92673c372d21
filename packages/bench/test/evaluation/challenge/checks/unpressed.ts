import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** Reads a run under pressure, though its cell is made for none. */
export default checkOf({
  id: "unpressed",
  cell: {},
  gather: ({ underPressure }) => underPressure(),
  judge: ({ incidents }) => (incidents.length > 0 ? pass() : fail()),
});
