import { Command } from "commander";
import { followUpsOf, isCounted, loadChallenge, loadFollowUp } from "@assay/bench/evaluation";
import { challengeFolder, challengeIds } from "../house.ts";

export function challengesCommand(): Command {
  return new Command("challenges").description("lists the challenges").action(async () => {
    for (const id of await challengeIds()) {
      const folder = await challengeFolder(id);
      const challenge = await loadChallenge(folder);
      console.log(`${id.padEnd(20)} ${challenge.title}, ${String(challenge.checks.filter(isCounted).length)} checks`);
      for (const followUp of await followUpsOf(folder)) {
        const { title } = await loadFollowUp(folder, followUp);
        console.log(`  --follow-up ${followUp.padEnd(20)} ${title}`);
      }
    }
    console.log("\n`./assay show CHALLENGE` shows its brief and its checks.");
  });
}
