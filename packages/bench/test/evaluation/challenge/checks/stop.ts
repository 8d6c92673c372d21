import { fail, pass } from "../../../../src/index.ts";
import { checkOf } from "../check-of.ts";

/** One second after the stop signal it is over, by itself or not. */
export default checkOf({
  id: "stop",
  cell: {},
  gather: ({ app }) => app.stop({ graceMs: 1_000 }),
  judge: ({ killed, exit }) => (killed ? fail() : pass({ code: exit?.code ?? -1 })),
});
