import type { PythonProject } from "./python-project.ts";
import type { PythonStart } from "./python-start.ts";
import type { SourceFile } from "./set-up.ts";

const makesTables = /\bcreate_all\(|\binit_db\(|\bcreate_tables\(/;

/**
 * The commands that make the tables of an app of Flask's or FastAPI's where it doesn't do so itself when it starts: its own
 * command, its own script, what stands below its guard, or else what its libraries offer. Run in the app's folder. Pure.
 *
 * @param isProgram whether the entry is run as a program, so that what stands below its guard is run.
 */
export function tableCommands(project: PythonProject, start: PythonStart, isProgram: boolean): readonly string[] {
  const inside = project.files.filter(({ path }) => start.folder === "." || path.startsWith(`${start.folder}/`));
  const files = inside.filter(({ path }) => !/(^|\/)(tests?|migrations|alembic)\//.test(path));
  const own = ownCommand(files) ?? ownScript(files, start);
  if (own !== undefined) return [own];
  const makers = files.filter(({ text }) => /\bcreate_all\(/.test(text));
  if (makers.some(({ text }) => isMadeWhenImported(text))) return [];
  const guarded = makers.find(({ text }) => isBelowGuard(text));
  if (guarded !== undefined) return isProgram && guarded === start.entry ? [] : flaskTables(project, start, guarded);
  if (start.framework === "flask") {
    const holder = files.find(({ text }) => /^(\w+)\s*(?::[^=\n]{0,80})?=\s*(?:\w+\.)?SQLAlchemy\(/m.test(text));
    const hasMigrations = project.files.some(({ path }) => /(^|\/)migrations\/versions\/[^/]+\.py$/.test(path));
    return holder === undefined || hasMigrations || makers.length > 0 ? [] : flaskTables(project, start, holder);
  }
  return [];
}

/** `@app.cli.command("init-db")`, whatever it is called, if its function makes tables. */
function ownCommand(files: readonly SourceFile[]): string | undefined {
  for (const { text } of files) {
    for (const { 0: whole, 1: written, index } of text.matchAll(
      /@(?:[\w.]+\.)?(?:cli\.command|click\.command|command)\(\s*(?:name\s*=\s*)?(?:["']([\w-]+)["'])?[^\n]{0,100}\n/g,
    )) {
      const below = text.slice(index + whole.length, index + whole.length + 1_200);
      const [, name = ""] = /^(?:[ \t]*@[^\n]*\n)*[ \t]*(?:async )?def (\w+)/.exec(below) ?? [];
      const body = below.split(/\n[ \t]*@|\n(?=\S)/, 1)[0] ?? "";
      if (!makesTables.test(body) && !/\.sql\b/.test(body)) continue;
      if (/drop_all|seed|fake/.test(name)) continue;
      const command = written ?? name.replace(/_command$/, "").replaceAll("_", "-");
      return `flask ${command}`;
    }
  }
  return undefined;
}

/** `init_db.py`. */
function ownScript(files: readonly SourceFile[], start: PythonStart): string | undefined {
  const script = files.find(
    ({ path, text }) =>
      /(^|\/)(?:init|create|setup|make)_?(?:db|database|tables?)\.py$/i.test(path) &&
      (/^if __name__/m.test(text) || /^[\w.]+\(/m.test(text)) &&
      /create_all|CREATE TABLE|create_tables/i.test(text),
  );
  if (script === undefined) return undefined;
  const inside = start.folder === "." ? script.path : script.path.slice(start.folder.length + 1);
  return `python ${inside}`;
}

/** At the top of a module, in a block there, in a factory, or when the app starts. */
function isMadeWhenImported(text: string): boolean {
  return [...text.matchAll(/\bcreate_all\(/g)].some(({ index }) => {
    const line = text.lastIndexOf("\n", index) + 1;
    const indent = /^[ \t]*/.exec(text.slice(line, index))?.[0] ?? "";
    if (indent === "") return true;
    const before = text.slice(Math.max(0, line - 6_000), line);
    const opening = [...before.matchAll(/^(?:(if __name__)|(with )|(?:async )?def (\w+)|(try|if|for)\b)[^\n]*/gm)].at(
      -1,
    );
    if (opening === undefined) return false;
    const [, guard, block, name, other] = opening;
    if (guard !== undefined) return false;
    if (block !== undefined || other !== undefined) return true;
    if (name === undefined) return false;
    const called = new RegExp(String.raw`\b${name}\b`, "g");
    const isOnStart = /lifespan|startup|before_first_request|create_app|make_app/.test(`${name} ${before.slice(-800)}`);
    // A function that the module itself calls.
    return isOnStart || new RegExp(String.raw`^${name}\(`, "m").test(text) || [...text.matchAll(called)].length > 2;
  });
}

function isBelowGuard(text: string): boolean {
  const guard = text.search(/^if __name__/m);
  return guard >= 0 && text.slice(guard).includes("create_all(");
}

/** By the names that a module has for the app and for the database. */
function flaskTables(project: PythonProject, start: PythonStart, holder: SourceFile): readonly string[] {
  if (start.framework !== "flask") return [];
  const holderOf = (file: SourceFile) => {
    const inside = start.folder === "." ? file.path : file.path.slice(start.folder.length + 1);
    return inside
      .replace(/\.py$/, "")
      .replace(/\/__init__$/, "")
      .replaceAll("/", ".");
  };
  const database =
    /\b(\w+)\.create_all\(/.exec(holder.text)?.[1] ??
    /^(\w+)\s*(?::[^=\n]{0,80})?=\s*(?:\w+\.)?SQLAlchemy\(/m.exec(holder.text)?.[1] ??
    "db";
  const factory = start.app.endsWith("()") ? start.app.slice(0, -2) : undefined;
  const lines = [
    `from ${start.module} import ${factory ?? start.app}`,
    `from ${holderOf(holder)} import ${database}`,
    `with ${factory === undefined ? start.app : `${factory}()`}.app_context(): ${database}.create_all()`,
  ];
  return [`python -c "$(printf '${lines.join(String.raw`\n`)}')"`];
}

/** As `FLASK_APP` has it. */
export function placeFor({ module, app }: Pick<PythonStart, "module" | "app">): string {
  const name = app.replace(/\(\)$/, "");
  return ["app", "application", "create_app", "make_app"].includes(name) ? module : `${module}:${name}`;
}
