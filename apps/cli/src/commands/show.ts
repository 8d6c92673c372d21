import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { areas } from "@assay/bench";
import { chosenChecks, followUpFolder, isCounted, loadChallenge } from "@assay/bench/evaluation";
import { wordsOf } from "@assay/report";
import { challengeFolder } from "../house.ts";

interface ShowOptions {
  readonly brief?: boolean;
  readonly checks?: boolean;
  readonly followUp?: string;
}

export function showCommand(): Command {
  return new Command("show")
    .description("shows a challenge: its brief, and what it checks")
    .argument("<challenge>", "its name, such as login-system")
    .option("--brief", "only the brief, as the candidate gets it")
    .option("--checks", "only the checks")
    .option("--follow-up <id>", "a change that is asked for afterwards: its text, and what it adds")
    .action(async (id: string, options: ShowOptions) => {
      const folder = await challengeFolder(id);
      const challenge = await loadChallenge(folder, options);
      const { followUp } = challenge;
      if (options.checks !== true) {
        const text =
          followUp === undefined ? join(folder, "brief.md") : join(followUpFolder(folder, followUp.id), "follow-up.md");
        const brief = await readFile(text, "utf8");
        console.log(brief.replaceAll(/<a id="[^"]*"><\/a>\s*/g, ""));
      }
      if (options.brief === true) return;
      const checks = challenge.checks.filter(({ id: check }) => followUp?.checks.includes(check) ?? true);
      const counted = checks.filter(isCounted).length;
      const usual = chosenChecks({ ...challenge, checks }, {}).filter(isCounted).length;
      const beside = [
        ...(usual === counted ? [] : [`${String(counted - usual)} of them with --pressure full alone`]),
        ...(counted === checks.length ? [] : [`and ${String(checks.length - counted)} notes, which are never judged`]),
      ];
      const what = followUp === undefined ? "The" : "Beside those of the challenge, which are asked again,";
      console.log(`${[`${what} ${String(counted)} checks`, ...beside].join(", ")}:`);
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
