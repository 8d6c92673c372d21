import { dirname } from "node:path/posix";
import type { PythonProject } from "./python-project.ts";
import type { SourceFile } from "./set-up.ts";

/** How an app in Python is served. */
export interface PythonStart {
  readonly framework: "django" | "flask" | "asgi";
  /** The file that makes the app, or `manage.py`. */
  readonly entry: SourceFile;
  /** The folder that its imports start from; `.` is the top. */
  readonly folder: string;
  /** As an import names it, from that folder: `app.main`. */
  readonly module: string;
  /** The variable that holds the app, or the factory that makes it, with brackets. */
  readonly app: string;
}

const makers = { flask: /\b(?:\w+\.)?Flask\(/, asgi: /\b(?:\w+\.)?(?:FastAPI|Starlette|Litestar|Quart)\(/ } as const;
const notServed = /(^|\/)(tests?|examples?|docs?|scripts?|migrations|alembic)\/|(^|\/)(test_|conftest)|_test\.py$/;
const usualNames = [
  "main",
  "app",
  "__init__",
  "server",
  "wsgi",
  "asgi",
  "run",
  "api",
  "application",
  "index",
  "manage",
];

/** Where the app is made, and from which folder it is imported; undefined where nothing makes one. Pure. */
export function pythonStart(project: PythonProject): PythonStart | undefined {
  const files = project.files.filter(({ path }) => !notServed.test(path));
  const manage = highest(files.filter(({ path, text }) => /(^|\/)manage\.py$/.test(path) && /django/i.test(text)));
  if (manage !== undefined)
    return { framework: "django", entry: manage, folder: dirname(manage.path), module: "manage", app: "application" };
  const kinds = (["asgi", "flask"] as const).map((framework) => ({
    framework,
    entry: highest(files.filter(({ text }) => makers[framework].test(text) && appIn(text, framework) !== undefined)),
  }));
  const chosen = kinds.find(({ entry }) => entry !== undefined);
  if (chosen?.entry === undefined) return undefined;
  const { framework } = chosen;
  let { entry } = chosen;
  let app = appIn(entry.text, framework) ?? "app";
  // A module that calls the factory has what the factory is given, too.
  const factory = /^(\w+)\(\)$/.exec(app)?.[1];
  const caller =
    factory === undefined
      ? undefined
      : highest(files.filter(({ text }) => new RegExp(String.raw`^\w+\s*=\s*(?:\w+\.)?${factory}\(`, "m").test(text)));
  if (caller !== undefined) {
    entry = caller;
    app = new RegExp(String.raw`^(\w+)\s*=\s*(?:\w+\.)?${factory ?? ""}\(`, "m").exec(caller.text)?.[1] ?? app;
  }
  const folder = folderOf(project, entry);
  const inside = folder === "." ? entry.path : entry.path.slice(folder.length + 1);
  const module = inside
    .replace(/\.py$/, "")
    .replace(/\/__init__$/, "")
    .replaceAll("/", ".");
  return { framework, entry, folder, module, app };
}

/** The variable of an app that is made at the top, or `create_app()`. */
function appIn(text: string, framework: "flask" | "asgi"): string | undefined {
  const made = new RegExp(String.raw`^(\w+)\s*(?::[^=\n]{0,100})?=\s*${makers[framework].source}`, "m").exec(text)?.[1];
  if (made !== undefined) return made;
  const factory = /^def ((?:create|make|build|get|init)_?\w*(?:app|application)\w*)\(/m.exec(text)?.[1];
  if (factory === undefined) return undefined;
  const kept = new RegExp(String.raw`^(\w+)\s*=\s*${factory}\(`, "m").exec(text)?.[1];
  return kept ?? `${factory}()`;
}

/** By how telling its name is, and how high it stands. */
function highest(files: readonly SourceFile[]): SourceFile | undefined {
  const rank = ({ path }: SourceFile) => {
    const name = usualNames.indexOf(path.split("/").at(-1)?.replace(/\.py$/, "") ?? "");
    return path.split("/").length * 100 + (name < 0 ? usualNames.length : name);
  };
  return files.toSorted((one, other) => rank(one) - rank(other))[0];
}

/** The folder from which most of the imports near the entry are found. */
function folderOf(project: PythonProject, entry: SourceFile): string {
  const above: string[] = [];
  for (let at = dirname(entry.path); ; at = dirname(at)) {
    above.push(at);
    if (at === ".") break;
  }
  const paths = new Set(project.files.flatMap(({ path }) => [path, dirname(path)]));
  const near = project.files.filter(({ path }) =>
    path.startsWith(dirname(entry.path) === "." ? "" : `${dirname(entry.path)}/`),
  );
  const roots = near
    .slice(0, 100)
    .flatMap(({ text }) => [...text.matchAll(/^[ \t]*(?:from|import)[ \t]+(\w+)/gm)].map(([, name = ""]) => name));
  const isRelative = /^[ \t]*from[ \t]+\./m.test(entry.text) || entry.path.endsWith("__init__.py");
  const score = (folder: string) => {
    const prefix = folder === "." ? "" : `${folder}/`;
    return roots.filter((name) => paths.has(`${prefix}${name}.py`) || paths.has(`${prefix}${name}`)).length;
  };
  const possible = isRelative ? above.slice(1) : above;
  const scored = (possible.length === 0 ? ["."] : possible).map((folder) => ({ folder, score: score(folder) }));
  return scored.toSorted((one, other) => other.score - one.score)[0]?.folder ?? ".";
}
