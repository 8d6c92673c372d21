import { Command } from "commander";
import { isCounted, loadChallenge } from "@assay/bench/evaluation";
import { challengeFolder, challengeIds } from "../house.ts";

export function challengesCommand(): Command {
  return new Command("challenges").description("lists the challenges").action(async () => {
    for (const id of await challengeIds()) {
      const challenge = await loadChallenge(await challengeFolder(id));
      console.log(`${id.padEnd(20)} ${challenge.title}, ${String(challenge.checks.filter(isCounted).length)} checks`);
    }
    console.log("\n`./assay show CHALLENGE` shows its brief and its checks.");
  });
}
