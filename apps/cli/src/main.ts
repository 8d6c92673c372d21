import { Command, CommanderError } from "commander";
import { AssayError } from "@assay/bench/errors";
import { calibrateCommand } from "./commands/calibrate.ts";
import { challengesCommand } from "./commands/challenges.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { newCommand } from "./commands/new.ts";
import { rejudgeCommand } from "./commands/rejudge.ts";
import { runCommand } from "./commands/run.ts";
import { showCommand } from "./commands/show.ts";
import { tellError } from "./tell-error.ts";

const program = new Command("assay")
  .description(
    "Assay: test, not guess. Runs what a backend developer built, for real, and says in plain words what happened.",
  )
  .helpOption("-h, --help", "shows this")
  .helpCommand(false)
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

for (const command of [
  runCommand(),
  doctorCommand(),
  challengesCommand(),
  showCommand(),
  newCommand(),
  rejudgeCommand(),
  calibrateCommand(),
]) {
  command.exitOverride().helpOption("-h, --help", "shows this");
  program.addCommand(command);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what was wrong; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : new AssayError("usage", { problem: error.message }).exitCode;
  } else {
    process.exitCode = tellError(error);
  }
}
