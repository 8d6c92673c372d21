import { access } from "node:fs/promises";
import { basename, join } from "node:path";
import { AssayError } from "../errors/assay-error.ts";
import { readSettings } from "./assay-yaml.ts";
import type { Identified, Language } from "./language.ts";
import { node } from "./languages/node.ts";

export type { Identified } from "./language.ts";

const languages: readonly Language[] = [node];

/**
 * Finds out what a submission is: `assay.yaml` if there, else the `web` line of a Procfile, else the language's own files.
 * Reads only; runs nothing.
 *
 * @param name For people, where nothing is recognised.
 * @throws AssayError `not-a-backend`, `manifest-broken`, `no-start-command`.
 */
export async function identify(directory: string, name = basename(directory)): Promise<Identified> {
  const settings = await readSettings(directory);
  const chosen = languages.find(({ name }) => name === settings.language) ?? (await recognise(directory));
  if (chosen !== undefined) return chosen.identify(directory, settings);
  const looked = ["assay.yaml", "Procfile", ...languages.flatMap(({ manifests }) => manifests)].join(", ");
  throw new AssayError("not-a-backend", { name, looked });
}

async function recognise(directory: string): Promise<Language | undefined> {
  for (const language of languages) {
    for (const file of language.manifests) {
      if (
        await access(join(directory, file)).then(
          () => true,
          () => false,
        )
      )
        return language;
    }
  }
  return undefined;
}
