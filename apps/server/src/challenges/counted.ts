import type { AnyCheck, Challenge } from "@assay/bench";
import { chosenChecks, isCounted } from "@assay/bench/evaluation";

/** What a run here asks and counts: neither notes, nor what only a longer run under pressure asks. */
export function countedIn(challenge: Challenge): readonly AnyCheck[] {
  return chosenChecks(challenge, {}).filter(isCounted);
}
