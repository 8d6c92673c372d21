import { existsSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { ownFiles } from "../cell/source-files.ts";
import { AssayError } from "../errors/assay-error.ts";
import { readSettings, type Settings } from "./assay-yaml.ts";
import { databaseUsedBy, servicesUsedBy } from "./database-driver.ts";
import type { Identified, Language } from "./language.ts";
import { languages } from "./languages/index.ts";
import { other } from "./languages/other.ts";

export type { Identified } from "./language.ts";

/**
 * Finds out what a submission is: `assay.yaml` if there, else the `web` line of a Procfile, else the language's own files.
 * Reads only; runs nothing.
 *
 * @param name For people, where nothing is recognised.
 * @param setup Of a binding: where it says something, it wins.
 * @throws AssayError `not-a-backend`, `manifest-broken`, `no-start-command`.
 */
export async function identify(
  directory: string,
  name = basename(directory),
  setup?: Omit<Settings, "file">,
): Promise<Identified> {
  const own = await readSettings(directory);
  const settings = { ...own, ...setup, environment: { ...own.environment, ...setup?.environment } };
  const named = languages.find(({ name }) => name === settings.language);
  if (settings.language !== undefined && named === undefined) {
    const problem = `there is ${languages.map(({ name }) => name).join(", ")}`;
    throw new AssayError("manifest-broken", { file: settings.file ?? "assay.yaml", where: ' at "language"', problem });
  }
  const chosen = named ?? (await recognise(directory));
  const language = chosen ?? (settings.startCommand === undefined ? undefined : other);
  if (language !== undefined) {
    const identified = await language.identify(directory, settings);
    return {
      ...identified,
      database: settings.database ?? (await databaseUsedBy(directory)),
      services: settings.services ?? (await servicesUsedBy(directory)),
    };
  }
  const looked = ["assay.yaml", "Procfile", ...languages.flatMap(({ manifests }) => manifests)].join(", ");
  throw new AssayError("not-a-backend", { name, looked, advice: await adviceFor(directory) });
}

const adviceByEnding = {
  ".go": "Make a go.mod (`go mod init shop`)",
  ".php": "Add a public/index.php, which gets every request",
  ".py": "Add a requirements.txt",
  ".java": "Add a pom.xml that Maven builds a jar by",
  ".js": "Add a package.json (`npm init`)",
  ".ts": "Add a package.json (`npm init`)",
} as const;

/** By what most of its files are. */
async function adviceFor(directory: string): Promise<string> {
  const counts = new Map<string, number>();
  for await (const { path } of ownFiles(directory)) counts.set(extname(path), (counts.get(extname(path)) ?? 0) + 1);
  const [most] = Object.keys(adviceByEnding)
    .filter((ending) => counts.has(ending))
    .toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
  return (
    adviceByEnding[(most ?? "") as keyof typeof adviceByEnding] ?? "Add the language's own file, such as a package.json"
  );
}

async function recognise(directory: string): Promise<Language | undefined> {
  for (const language of languages) {
    if (!language.manifests.some((file) => existsSync(join(directory, file)))) continue;
    if ((await language.recognises?.(directory)) !== false) return language;
  }
  return undefined;
}
