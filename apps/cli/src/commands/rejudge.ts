import { dirname, join } from "node:path";
import { Command } from "commander";
import { loadChallenge, readEvidence, readResult, rejudge } from "@assay/bench/evaluation";
import { renderText } from "@assay/report";
import { challengeFolder } from "../house.ts";
import { resultFile } from "../result-file.ts";
import { catalogueOf, writeReports } from "../write-reports.ts";

export function rejudgeCommand(): Command {
  return new Command("rejudge")
    .description("judges the stored evidence of a result again, by the rules of today; runs nothing")
    .argument("<result>", "a result.json, or the folder it is in")
    .option("--out <dir>", "where the new result goes (default: where the old one is)")
    .action(async (path: string, options: { readonly out?: string }) => {
      const file = await resultFile(path);
      const result = await readResult(file);
      const evidence = await readEvidence(join(dirname(file), "evidence.json.gz"));
      const challenge = await loadChallenge(await challengeFolder(result.challenge.id), {
        followUp: result.followUp?.id,
      });
      const judged = rejudge(result, evidence, challenge);
      const written = await writeReports(options.out ?? dirname(file), { result: judged, evidence }, challenge.checks, [
        "html",
      ]);
      console.log(renderText(judged, catalogueOf(challenge.checks), { language: "en" }));
      console.log(`\nBefore: ${result.verdict}. Now: ${judged.verdict}.`);
      console.log(`Result: ${written.result}\nReport: ${String(written.report)}`);
    });
}
