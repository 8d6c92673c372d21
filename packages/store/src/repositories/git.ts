import { gitEnvironment as limitedEnvironment } from "@assay/bench/git";

const MB = 1_048_576;

/** Of one push, packed. */
export const largestPush = 100 * MB;

/** How git is set for repositories that candidates push to: what came in once is never thrown away. */
const settings: Readonly<Record<string, string>> = {
  "core.logAllRefUpdates": "always",
  "receive.autogc": "false",
  "receive.denyDeletes": "true",
  "receive.denyNonFastForwards": "false",
  "receive.fsckObjects": "true",
  "receive.maxInputSize": String(largestPush),
  // Packs stay as they came: what a later push leaves behind is still in them.
  "receive.unpackLimit": "1",
  "http.receivepack": "true",
  "http.getanyfile": "false",
  // Commits that no branch holds any more: ours to keep, nobody's to move.
  "transfer.hideRefs": "refs/kept",
};

/** Everything that git gets for its environment: this, and nothing of ours. `more` are settings of git's. */
export function gitEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return limitedEnvironment({ ...settings, ...more });
}
