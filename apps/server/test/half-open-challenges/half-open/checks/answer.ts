import { checkOf } from "../../../../../../packages/bench/test/evaluation/challenge/check-of.ts";
import answer from "../../../../../../packages/bench/test/evaluation/challenge/checks/answer.ts";

/** Public, so that a draft has something to be asked. */
export default checkOf({ ...answer, public: true });
