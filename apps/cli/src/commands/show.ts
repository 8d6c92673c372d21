import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { areas } from "@assay/bench";
import { chosenChecks, isCounted, loadChallenge } from "@assay/bench/evaluation";
import { wordsOf } from "@assay/report";
import { challengeFolder } from "../house.ts";

export function showCommand(): Command {
  return new Command("show")
    .description("shows a challenge: its brief, and what it checks")
    .argument("<challenge>", "its name, such as login-system")
    .option("--brief", "only the brief, as the candidate gets it")
    .option("--checks", "only the checks")
    .action(async (id: string, options: { readonly brief?: boolean; readonly checks?: boolean }) => {
      const folder = await challengeFolder(id);
      if (options.checks !== true) {
        const brief = await readFile(join(folder, "brief.md"), "utf8");
        console.log(brief.replaceAll(/<a id="[^"]*"><\/a>\s*/g, ""));
      }
      if (options.brief === true) return;
      const challenge = await loadChallenge(folder);
      const { checks } = challenge;
      const counted = checks.filter(isCounted).length;
      const usual = chosenChecks(challenge, {}).filter(isCounted).length;
      const beside = [
        ...(usual === counted ? [] : [`${String(counted - usual)} of them with --pressure full alone`]),
        ...(counted === checks.length ? [] : [`and ${String(checks.length - counted)} notes, which are never judged`]),
      ];
      console.log(`${[`The ${String(counted)} checks`, ...beside].join(", ")}:`);
      for (const area of areas) {
        const mine = checks.filter((check) => check.area === area);
        if (mine.length === 0) continue;
        console.log(`\n${wordsOf("en").say(`area.${area}`)}`);
        for (const check of mine) {
          const weight = check.kind === "note" ? "note" : check.demand === "extra" ? "extra" : check.severity;
          console.log(`  ${check.id.padEnd(34)} ${weight.padEnd(8)} ${check.words.title}`);
        }
      }
    });
}
