import { checkOf } from "../../../../../../packages/bench/test/evaluation/challenge/check-of.ts";
import answer from "../../../../../../packages/bench/test/evaluation/challenge/checks/answer.ts";

/** Not public, so that a draft has something not to be asked. */
export default checkOf({ ...answer, id: "closed-answer", severity: "serious", public: false });
