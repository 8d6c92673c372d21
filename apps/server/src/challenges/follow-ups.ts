import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Challenge } from "@assay/bench";
import { followUpFolder, followUpsOf, isCounted, loadChallenge, loadFollowUp } from "@assay/bench/evaluation";
import type { Pack } from "./challenges.ts";

/** A change to the first work, as candidates and hirers meet it. */
export interface FollowUpPack {
  readonly id: string;
  readonly title: string;
  /** About how long it takes: an estimate. */
  readonly minutes: number;
  /** Markdown. */
  readonly text: string;
  /** OpenAPI, as YAML: what is added. */
  readonly contract: string;
  /** Asked with it: all that the first work was asked, and what came with the change. */
  readonly challenge: Challenge;
  /** Ids of the checks that a candidate may be asked before handing in. */
  readonly publicChecks: readonly string[];
  /** How many questions it adds, without notes. */
  readonly added: number;
}

/** Those of a challenge pack, in the order of their names. */
export async function followUpsIn(folder: string): Promise<readonly FollowUpPack[]> {
  return Promise.all(
    (await followUpsOf(folder)).map(async (id) => {
      const [challenge, { title, minutes }] = [
        await loadChallenge(folder, { followUp: id }),
        await loadFollowUp(folder, id),
      ];
      const optional = (name: string) => readFile(join(followUpFolder(folder, id), name), "utf8").catch(() => "");
      const own = challenge.checks.filter((check) => challenge.followUp?.checks.includes(check.id) === true);
      return {
        ...{ id, title, minutes, challenge },
        text: (await optional("follow-up.md")).replaceAll(/<a id="[^"]*"><\/a>\s*/g, ""),
        contract: await optional("contract.yaml"),
        publicChecks: challenge.checks.filter((check) => check.public === true).map((check) => check.id),
        added: own.filter(isCounted).length,
      };
    }),
  );
}

/** What is asked of the first work (null), or of a change to it. A change that this server no longer has is asked as the first work. */
export function askedWith(
  { challenge, publicChecks, followUps }: Pick<Pack, "challenge" | "publicChecks" | "followUps">,
  followUp: string | null,
): Pick<FollowUpPack, "challenge" | "publicChecks"> {
  return followUps.find(({ id }) => id === followUp) ?? { challenge, publicChecks };
}
