import { jsonIn } from "./node-project.ts";
import type { SourceFile } from "./set-up.ts";

/** Where the package `config` names the variable that each of its settings is taken from. */
const variables = /(^|\/)config\/custom-environment-variables\.json$/;

/** The variables of the package `config`, each with what its file of defaults says. Pure. */
export function configVariables(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  return new Map(
    files
      .filter(({ path }) => variables.test(path))
      .flatMap(({ path, text }) => {
        const folder = path.slice(0, path.lastIndexOf("/") + 1);
        const defaults = jsonIn(files.find((file) => file.path === `${folder}default.json`)?.text ?? "");
        return leavesOf(jsonIn(text), defaults);
      }),
  );
}

/** Whether a file holds settings of the package `config`, and variables win over its database. Pure. */
export function isOverridden({ path }: SourceFile, files: readonly SourceFile[]): boolean {
  if (!/(^|\/)config\/[\w.-]+\.json$/.test(path)) return false;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const own = files.filter((file) => variables.test(file.path) && file.path.startsWith(folder));
  return [...configVariables(own).keys()].some((name) => /DB|DATABASE|MONGO|SQL|PG|POSTGRES/.test(name));
}

/** Variable and default, by the members that both files share. */
function leavesOf(named: unknown, value: unknown, depth = 0): readonly (readonly [string, string])[] {
  if (typeof named === "string")
    return /^[A-Z][A-Z0-9_]+$/.test(named) ? [[named, typeof value === "string" ? value : ""]] : [];
  if (typeof named !== "object" || named === null || depth > 5) return [];
  // `{ "__name": "PORT", "__format": "number" }`
  if ("__name" in named) return leavesOf(named.__name, value, depth + 1);
  const values: Readonly<Record<string, unknown>> = typeof value === "object" && value !== null ? { ...value } : {};
  return Object.entries(named).flatMap(([key, inner]) => leavesOf(inner, values[key], depth + 1));
}
