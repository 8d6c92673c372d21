import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError, Option } from "commander";
import { severities, type Severity } from "@assay/bench";
import { AssayError, reasonOf } from "@assay/bench/errors";
import { challengeFolder } from "../house.ts";
import { ownAddress } from "../ci/own-address.ts";

const kinds = {
  github: { name: "GitHub", target: ".github/workflows/assay.yml" },
  gitlab: { name: "GitLab", target: "assay.gitlab-ci.yml" },
} as const;

interface CiOptions {
  readonly repository?: string;
  readonly ref: string;
  readonly challenge: string;
  readonly binding: string;
  readonly failOn?: Severity;
  readonly out?: string;
}

export function ciCommand(): Command {
  const ci = new Command("ci").description(
    "writes the file by which GitHub or GitLab runs a project on each push, and says what changed",
  );
  for (const kind of ["github", "gitlab"] as const) {
    const { name, target } = kinds[kind];
    ci.addCommand(
      new Command(kind)
        .description(`writes ${target}, for ${name}`)
        .option("--repository <address>", "where the runner gets Assay from (default: where this copy came from)", safe)
        .option("--ref <ref>", "which branch, tag or commit of it", safe, "HEAD")
        .option("--challenge <challenge>", "the challenge that the project answers", "login-system")
        .option("--binding <file>", "which of the project's URLs does what: a file in the project", inside, "")
        .addOption(
          new Option("--fail-on <severity>", "the job fails when something this grave newly fails").choices(severities),
        )
        .option("--out <file>", `where it goes (default: ${target})`)
        .action((options: CiOptions) => write(kind, options)),
    );
  }
  return ci;
}

async function write(kind: keyof typeof kinds, options: CiOptions): Promise<void> {
  await challengeFolder(options.challenge);
  const repository = options.repository ?? (await ownAddress());
  if (repository === undefined) {
    throw new AssayError("usage", {
      problem: "This copy of Assay came from nowhere that a runner could reach. Name a git address with --repository.",
    });
  }
  const path = options.out ?? kinds[kind].target;
  if (existsSync(path)) {
    const problem = `${path} is already there, and nothing of yours is overwritten. Name another place with --out.`;
    throw new AssayError("usage", { problem });
  }
  const template = await readFile(fileURLToPath(new URL(`../ci/${kind}.yaml`, import.meta.url)), "utf8");
  const values = {
    ...{ repository, version: options.ref, challenge: options.challenge },
    ...{ binding: options.binding, "fail-on": options.failOn ?? "" },
  };
  const text = Object.entries(values).reduce(
    (filled, [name, value]) => filled.replace(`"@${name}@"`, () => JSON.stringify(value)),
    template,
  );
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new AssayError("output-not-writable", { path, problem: reasonOf(error) }, { cause: error });
  }
  console.log(`Made ${path}. It is yours to change: commit it, and push.`);
}

/** What a runner's shell and its own placeholders take as it stands. */
function safe(value: string): string {
  if (/^[\w@:./~+-]{1,300}$/.test(value)) return value;
  throw new InvalidArgumentError("Letters, digits and @ : . / ~ + - alone.");
}

function inside(value: string): string {
  if (isAbsolute(value) || join(value).startsWith("..")) {
    throw new InvalidArgumentError("Name a file of the project, as seen from its folder.");
  }
  return safe(value);
}
