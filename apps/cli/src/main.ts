import { Command, CommanderError } from "commander";
import { AssayError, exitCodes } from "@assay/bench/errors";
import { backupCommand } from "./commands/backup.ts";
import { bindCommand } from "./commands/bind.ts";
import { calibrateCommand } from "./commands/calibrate.ts";
import { changesCommand } from "./commands/changes.ts";
import { challengesCommand } from "./commands/challenges.ts";
import { ciCommand } from "./commands/ci.ts";
import { compareCommand } from "./commands/compare.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { newCommand } from "./commands/new.ts";
import { rejudgeCommand } from "./commands/rejudge.ts";
import { restoreCommand } from "./commands/restore.ts";
import { runCommand } from "./commands/run.ts";
import { serveCommand } from "./commands/serve.ts";
import { showCommand } from "./commands/show.ts";
import { workerCommand } from "./commands/worker.ts";
import { tellError } from "./tell-error.ts";

/** Commander throws what was wrong as well as writing it; every error of ours is written in one form, by `tellError`. */
const silently = { outputError: () => undefined };

const program = new Command("assay")
  .description(
    "Assay: test, not guess. Runs what a backend developer built, for real, and says in plain words what happened.",
  )
  .helpOption("-h, --help", "shows this")
  .helpCommand(false)
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true })
  .configureOutput(silently)
  .exitOverride();

for (const command of [
  runCommand(),
  bindCommand(),
  doctorCommand(),
  challengesCommand(),
  showCommand(),
  newCommand(),
  rejudgeCommand(),
  compareCommand(),
  changesCommand(),
  ciCommand(),
  calibrateCommand(),
  serveCommand(),
  workerCommand(),
  backupCommand(),
  restoreCommand(),
]) {
  for (const one of [command, ...command.commands]) {
    one.exitOverride().configureOutput(silently).helpOption("-h, --help", "shows this");
  }
  program.addCommand(command);
}

/** The command that was asked, where there is one of that name. */
const asked = program.commands.map((command) => command.name()).find((name) => name === process.argv[2]);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.exitCode = tellError(error, asked);
  // Help and version end here too, and are no errors.
  else if (error.code === "commander.help") process.exitCode = exitCodes.usage;
  else if (error.exitCode !== 0) {
    const problem = error.message.replace(/^error: /, "").replaceAll("\n", " ");
    process.exitCode = tellError(new AssayError("usage", { problem }), asked);
  }
}
