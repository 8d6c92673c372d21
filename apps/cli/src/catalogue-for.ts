import { loadChallenge, type Result } from "@assay/bench/evaluation";
import type { Catalogue } from "@assay/report";
import { challengeFolder } from "./house.ts";
import { catalogueOf } from "./write-reports.ts";

/** The words of a result's checks; what this Assay has no words for is told by ids. */
export async function catalogueFor({
  challenge,
  followUp,
}: Pick<Result, "challenge" | "followUp">): Promise<Catalogue> {
  try {
    return catalogueOf((await loadChallenge(await challengeFolder(challenge.id), { followUp: followUp?.id })).checks);
  } catch {
    return {};
  }
}
