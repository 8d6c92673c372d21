/** What the applications run the bench with. */
export { evaluate, assayVersion, type Evaluation, type EvaluationOptions } from "./evaluate.ts";
export {
  followUpFolder,
  followUpsOf,
  loadChallenge,
  loadFollowUp,
  loadWalkThrough,
  type Loaded,
} from "./load-challenge.ts";
export { chosenChecks } from "./chosen-checks.ts";
export { isCounted, type OnProgress, type Progress } from "./progress.ts";
export { withOverrules, type Overrule } from "../judge/overrule.ts";
export { rejudge } from "../judge/rejudge.ts";
export { evidenceFileName, writeEvidence, type Evidence } from "../result/evidence.ts";
export { readEvidence, readResult } from "../result/read.ts";
export type { Phase, PhaseName, Result } from "../result/result.ts";
export { gatheringVersion, judgingVersion } from "../result/versions.ts";
export type { Received } from "../submission/receive.ts";
export { nameOfAddress } from "../submission/git-address.ts";
export { isLeftOut } from "../submission/left-out.ts";
export { receiveLimits } from "../submission/receive-limits.ts";
export { sweep } from "../cell/sweep.ts";
export { makeTemporaryFolder, removeTemporaryFolder } from "../cell/temporary-folder.ts";
