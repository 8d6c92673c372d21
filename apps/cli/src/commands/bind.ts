import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Command, Option } from "commander";
import { bindingJsonSchema, propose, readGivenPart, rehearse, schemaFile } from "@assay/bench/acquaintance";
import { AssayError, exitCodes } from "@assay/bench/errors";
import { loadChallenge } from "@assay/bench/evaluation";
import { challengeFolder } from "../house.ts";
import { tellProblem } from "../tell-error.ts";
import { tellProposal, tellRehearsal } from "../tell-rehearsal.ts";

interface BindOptions {
  readonly try?: boolean;
  readonly binding?: string;
  readonly schema?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly challenge: string;
  readonly sandbox?: "bubblewrap" | "oci" | "none";
}

export function bindCommand(): Command {
  return new Command("bind")
    .description("proposes which URL of an existing backend does what, or tries what you say")
    .argument("[path]", "a folder, an archive, a git address, or an OpenAPI document")
    .option("--out <file>", `writes the proposal there, and ${schemaFile} for editors beside it`)
    .option("--force", "replaces the file of --out")
    .option("--try", "exercises a binding step by step and says what each operation did")
    .option(
      "--binding <file>",
      "the part of a binding that you know already: it is kept, and the rest is proposed; with --try, the binding to exercise",
    )
    .option("--schema", "prints the JSON Schema of a binding, for editors")
    .option("--challenge <challenge>", "the challenge whose questions are to be asked", "login-system")
    .addOption(
      new Option("--sandbox <driver>", "how it is closed in, as in run").choices(["bubblewrap", "oci", "none"]),
    )
    .addHelpText("after", exitHelp)
    .action(bind);
}

async function bind(path: string | undefined, options: BindOptions): Promise<void> {
  const { out, binding } = options;
  if (options.try === true && binding === undefined)
    throw new AssayError("usage", { problem: "--try needs --binding: say which binding to try." });
  if (out !== undefined && options.force !== true && existsSync(out))
    throw new AssayError("binding-exists", { path: out });
  const folder = await challengeFolder(options.challenge);
  const challenge = await loadChallenge(folder);
  if (challenge.acquaintance === undefined)
    throw new AssayError("usage", { problem: `${challenge.id} has no operations that a backend could be bound to.` });
  const schema = `${JSON.stringify(bindingJsonSchema(challenge), null, 2)}\n`;
  if (options.schema === true) return void process.stdout.write(schema);
  if (path === undefined)
    throw new AssayError("usage", { problem: "a path is missing: say which backend, or --schema." });
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const common = {
    path,
    challengeFolder: folder,
    challenge,
    signal: stop.signal,
    onStep: (step: keyof typeof told) => console.error(told[step]),
    ...(options.sandbox === undefined ? {} : { sandbox: options.sandbox }),
  };
  if (options.try === true) {
    const rehearsal = await rehearse({ ...common, binding: binding ?? "" });
    console.log(tellRehearsal(rehearsal));
    if (rehearsal.missing.length > 0) process.exitCode = exitCodes.bindingNotUsable;
    return;
  }
  const given = binding === undefined ? {} : { given: await readGivenPart(binding, challenge) };
  const proposal = await propose({ ...common, ...given });
  if (proposal.problem !== undefined) tellProblem(proposal.problem);
  if (out === undefined) process.stdout.write(proposal.text);
  else {
    await writeFile(out, proposal.text, { flag: options.force === true ? "w" : "wx" });
    await writeFile(join(dirname(out), schemaFile), schema);
  }
  console.error(tellProposal(proposal, out));
  if (proposal.notFound.length > 0 || (proposal.missing ?? []).length > 0)
    process.exitCode = exitCodes.bindingNotUsable;
}

const told = {
  receive: "Taking in the files",
  install: "Installing what it needs, closed in",
  start: "Starting it in a cell with a database and a mail server of its own",
};

const exitHelp = `
Exit codes: those of run, and
  8  signing up or logging in was not found, or does not work by this binding`;
