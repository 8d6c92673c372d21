import { Command, Option } from "commander";
import { severities, type Severity } from "@assay/bench";
import { exitCodes } from "@assay/bench/errors";
import { readResult } from "@assay/bench/evaluation";
import { changesOf, renderChangesMarkdown, renderChangesText, type Changes } from "@assay/report";
import { catalogueFor } from "../catalogue-for.ts";
import { resultFile } from "../result-file.ts";

interface ChangesOptions {
  readonly format: "text" | "json" | "markdown";
  readonly failOn?: Severity;
}

export function changesCommand(): Command {
  return new Command("changes")
    .description(
      "says what changed from one result of a project to the next: what newly fails, newly passes, still fails",
    )
    .argument("<before>", "the earlier result.json, or the folder it is in")
    .argument("<now>", "the later one")
    .addOption(
      new Option("--format <format>", "text, json, or markdown for the page of a CI's job")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .addOption(
      new Option("--fail-on <severity>", "exit 1 when something this grave, or graver, newly fails").choices(
        severities,
      ),
    )
    .action(changes);
}

async function changes(beforePath: string, nowPath: string, { format, failOn }: ChangesOptions): Promise<void> {
  const before = await readResult(await resultFile(beforePath));
  const now = await readResult(await resultFile(nowPath));
  const found = changesOf(before, now, await catalogueFor(now), { language: "en" });
  if (format === "json") console.log(JSON.stringify(found, null, 2));
  else if (format === "markdown") console.log(renderChangesMarkdown(found, { language: "en" }));
  else console.log(renderChangesText(found, { language: "en" }));
  process.exitCode = exitCodeOf(found, failOn);
}

/** What failed before is no news, and what can't be compared is no failure. */
function exitCodeOf({ newlyFailing, stoppedRunning }: Changes, failOn: Severity | undefined): number {
  if (failOn === undefined) return exitCodes.evaluated;
  const grave = severities.slice(0, severities.indexOf(failOn) + 1);
  const isGrave = newlyFailing.some(({ severity }) => grave.includes(severity));
  return isGrave || stoppedRunning ? exitCodes.findings : exitCodes.evaluated;
}
