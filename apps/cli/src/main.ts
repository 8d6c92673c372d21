import { Command, CommanderError } from "commander";
import { AssayError, exitCodes } from "@assay/bench/errors";
import { tellError } from "./tell-error.ts";

/** Only the command that was asked is read: its programs are a fraction of what all of them need. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./commands/run.ts")).runCommand(),
  bind: async () => (await import("./commands/bind.ts")).bindCommand(),
  doctor: async () => (await import("./commands/doctor.ts")).doctorCommand(),
  challenges: async () => (await import("./commands/challenges.ts")).challengesCommand(),
  show: async () => (await import("./commands/show.ts")).showCommand(),
  new: async () => (await import("./commands/new.ts")).newCommand(),
  rejudge: async () => (await import("./commands/rejudge.ts")).rejudgeCommand(),
  compare: async () => (await import("./commands/compare.ts")).compareCommand(),
  changes: async () => (await import("./commands/changes.ts")).changesCommand(),
  ci: async () => (await import("./commands/ci.ts")).ciCommand(),
  calibrate: async () => (await import("./commands/calibrate.ts")).calibrateCommand(),
  serve: async () => (await import("./commands/serve.ts")).serveCommand(),
  worker: async () => (await import("./commands/worker.ts")).workerCommand(),
  backup: async () => (await import("./commands/backup.ts")).backupCommand(),
  restore: async () => (await import("./commands/restore.ts")).restoreCommand(),
};

/** The command that was asked, where there is one of that name. */
const asked = Object.entries(commands).find(([name]) => name === process.argv[2])?.[0];

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

for (const [name, make] of Object.entries(commands)) {
  // Without one, all are told of.
  if (asked !== undefined && name !== asked) continue;
  const command: Command = await make();
  for (const one of [command, ...command.commands]) {
    one.exitOverride().configureOutput(silently).helpOption("-h, --help", "shows this");
  }
  program.addCommand(command);
}

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
