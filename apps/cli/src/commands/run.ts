import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { severities, type Severity } from "@assay/bench";
import { AssayError, exitCodes } from "@assay/bench/errors";
import { evaluate, loadChallenge, type Phase, type Result } from "@assay/bench/evaluation";
import { renderText } from "@assay/report";
import { challengeFolder } from "../house.ts";
import { showingProgress } from "../progress.ts";
import { tellProblem } from "../tell-error.ts";
import { assertWritable, catalogueOf, writeReports, type Format } from "../write-reports.ts";

interface RunOptions {
  readonly challenge: string;
  readonly out?: string;
  readonly followUp?: string;
  readonly only?: readonly string[];
  readonly pressure: "standard" | "full";
  readonly binding?: string;
  readonly seed?: number;
  readonly format: readonly Format[];
  readonly sandbox?: "bubblewrap" | "oci" | "none";
  readonly keep?: boolean;
  readonly failOn?: Severity;
}

export function runCommand(): Command {
  return new Command("run")
    .description("runs a submission for real and says what happened")
    .argument(
      "<path>",
      "a folder, a .zip or .tar.gz archive, or a git address (a branch, tag or commit may follow after #)",
    )
    .option("--challenge <challenge>", "the challenge it answers", "login-system")
    .option("--follow-up <id>", "it was changed as this follow-up of the challenge asks: asks about that too")
    .option("--out <dir>", "where result.json and report.html go (default: reports/<name>)")
    .option("--only <checks>", "only these checks, with commas between", checkIds)
    .addOption(
      new Option("--pressure <run>", "what goes wrong in the run under pressure: the usual six things, or all")
        .choices(["standard", "full"])
        .default("standard"),
    )
    .option("--binding <file>", "for a backend that was not written for the challenge: which of its URLs does what")
    .option("--seed <number>", "repeats the inputs of an earlier run", wholeNumber)
    .option("--format <formats>", "text, json, html, with commas between", formats, ["text", "html"])
    .addOption(
      new Option(
        "--sandbox <driver>",
        "how it is closed in: bubblewrap, or oci: as podman and docker do; none only for a folder of your own: it runs unprotected (default: oci for a Dockerfile, else bubblewrap)",
      ).choices(["bubblewrap", "oci", "none"]),
    )
    .option("--keep", "leaves the working folder and says where it is")
    .addOption(
      new Option("--fail-on <severity>", "exit 1 when something this grave, or graver, failed").choices(severities),
    )
    .addHelpText("after", exitHelp)
    .action(run);
}

async function run(path: string, options: RunOptions): Promise<void> {
  const folder = await challengeFolder(options.challenge);
  // Said now, and not after the minutes that an evaluation takes.
  await assertWritable(options.out ?? "reports");
  const { checks } = await loadChallenge(folder, options);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

  const evaluation = await showingProgress(checks, (onProgress) =>
    evaluate({
      path,
      challengeFolder: folder,
      ...(options.followUp === undefined ? {} : { followUp: options.followUp }),
      ...(options.sandbox === undefined ? {} : { sandbox: options.sandbox }),
      ...(options.only === undefined ? {} : { only: options.only }),
      pressure: options.pressure,
      ...(options.binding === undefined ? {} : { binding: options.binding }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      keep: options.keep ?? false,
      onProgress,
      signal: stop.signal,
    }),
  );
  const { result } = evaluation;
  const directory = options.out ?? resolve("reports", result.submission.name);
  const written = await writeReports(directory, evaluation, checks, options.format);

  const isJson = options.format.includes("json");
  if (isJson) console.log(JSON.stringify(result, null, 2));
  if (options.format.includes("text")) {
    // Beside JSON the text goes where people look and no program reads.
    const stream = isJson ? process.stderr : process.stdout;
    const color = stream.isTTY && process.env["NO_COLOR"] === undefined;
    const lines = [
      renderText(result, catalogueOf(checks), { language: "en", color }),
      `\nTook ${tellPhases(written.phases)}.`,
      `Result: ${written.result}`,
      ...(written.report === undefined ? [] : [`Report: ${written.report}`]),
    ];
    stream.write(`${lines.join("\n")}\n`);
  }
  // On a terminal the text has just said it.
  const isTold = process.stdout.isTTY && options.format.includes("text");
  if (result.problem !== undefined && !isTold) tellProblem(result.problem);
  if (evaluation.keptAt !== undefined) console.error(`Kept: ${evaluation.keptAt}`);
  process.exitCode = exitCodeOf(result, options.failOn);
}

function tellPhases(phases: readonly Phase[]): string {
  const seconds = ({ startedAt, endedAt }: Phase) => (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  const total = phases.reduce((sum, phase) => sum + seconds(phase), 0);
  return `${total.toFixed(1)} s: ${phases.map((phase) => `${phase.name} ${seconds(phase).toFixed(1)}`).join(", ")}`;
}

function exitCodeOf(result: Result, failOn: Severity | undefined): number {
  if (result.problem !== undefined) return AssayError.exitCodeOf(result.problem.code);
  if (result.verdict === "could-not-run") return exitCodes.couldNotRun;
  if (failOn === undefined) return exitCodes.evaluated;
  const grave = severities.slice(0, severities.indexOf(failOn) + 1);
  return grave.some((severity) => result.counts.failedBySeverity[severity] > 0)
    ? exitCodes.findings
    : exitCodes.evaluated;
}

function list(value: string): readonly string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function checkIds(value: string): readonly string[] {
  const ids = list(value);
  if (ids.length === 0) throw new InvalidArgumentError("Name at least one check.");
  return ids;
}

function formats(value: string): readonly Format[] {
  const asked = list(value);
  const unknown = asked.find((format) => !["text", "json", "html"].includes(format));
  if (asked.length === 0 || unknown !== undefined) throw new InvalidArgumentError("Give text, json or html.");
  return asked as readonly Format[];
}

function wholeNumber(value: string): number {
  if (!/^\d{1,10}$/.test(value)) throw new InvalidArgumentError("Give a whole number of at most ten digits.");
  return Number(value);
}

const exitHelp = `
Exit codes:
  0  evaluated, whatever the verdict      3  could not be installed or started
  1  --fail-on found something            4  nothing at the path
  2  the command was not understood       5  nothing in it that we know how to run
  6  the archive was refused              7  a file that says how to run it is broken
 69  this machine lacks something         70  our own fault
 77  our sandbox refused what it needed  130  stopped by you`;
