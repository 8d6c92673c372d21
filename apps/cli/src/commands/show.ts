import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { areas } from "@assay/bench";
import { isCounted, loadChallenge } from "@assay/bench/evaluation";
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
      const { checks } = await loadChallenge(folder);
      const counted = checks.filter(isCounted).length;
      const notes = checks.length - counted;
      console.log(
        `The ${String(counted)} checks${notes === 0 ? "" : `, and ${String(notes)} notes, which are never judged`}:`,
      );
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
