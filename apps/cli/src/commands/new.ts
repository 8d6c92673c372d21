import { cp, readdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { AssayError } from "@assay/bench/errors";
import { challengeFolder } from "../house.ts";

export function newCommand(): Command {
  return new Command("new")
    .description("makes a folder to start a challenge in")
    .argument("<challenge>", "its name, such as login-system")
    .argument("<dir>", "a folder that doesn't exist yet, or is empty")
    .option("--language <language>", "the starter to use: node, php or python", "node")
    .action(async (id: string, directory: string, options: { readonly language: string }) => {
      const folder = await challengeFolder(id);
      const starters = join(folder, "starters");
      const languages = await readdir(starters);
      const language = options.language.toLowerCase();
      if (!languages.includes(language)) {
        throw new AssayError("usage", {
          problem: `There is no ${options.language} starter; there is ${languages.join(", ")}.`,
        });
      }
      const target = resolve(directory);
      if (existsSync(target) && (await readdir(target)).length > 0) {
        throw new AssayError("target-exists", { path: directory });
      }
      const withoutModules = (path: string) => !path.includes("node_modules");
      await cp(join(starters, language), target, { recursive: true, filter: withoutModules });
      await cp(join(folder, "brief.md"), join(target, "BRIEF.md"));
      await cp(join(folder, "contract.yaml"), join(target, "contract.yaml"));
      console.log(`Made ${directory}. BRIEF.md says what is asked; contract.yaml is the exact interface.`);
      console.log(`Try it at any time: ./assay run ${directory}`);
    });
}
