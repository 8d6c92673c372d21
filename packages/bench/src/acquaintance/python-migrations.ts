import type { Replacement } from "./fixed-settings.ts";
import type { PythonProject } from "./python-project.ts";
import type { PythonStart } from "./python-start.ts";
import type { SourceFile } from "./set-up.ts";

/** What brings the tables of a project to where its code wants them; run in the app's folder. */
export interface Migrations {
  readonly commands: readonly string[];
  readonly replace: readonly Replacement[];
  readonly writable: readonly string[];
}

const none: Migrations = { commands: [], replace: [], writable: [] };

/** By the tools of Django's, Alembic's and Flask's. Pure. */
export function withMigrations(files: readonly SourceFile[], project: PythonProject, start: PythonStart): Migrations {
  const base = start.folder === "." ? "" : `${start.folder}/`;
  if (start.framework === "django") return djangoMigrations(project, start, base);
  const has = (pattern: RegExp) =>
    files.some(({ path }) => path.startsWith(base) && pattern.test(path.slice(base.length)));
  if (start.framework === "flask" && has(/^migrations\/env\.py$/))
    return has(/^migrations\/versions\/[^/]+\.py$/) ? { ...none, commands: ["flask db upgrade"] } : none;
  const ini = files.find(({ path }) => path === `${base}alembic.ini`);
  const folder = /^script_location\s*=\s*(?:%\(here\)s\/)?([\w./-]+)/m.exec(ini?.text ?? "")?.[1] ?? "alembic";
  const isMade = project.files.some(({ text }) => /\.create_all[,(]/.test(text));
  const versions = files.some(({ path }) => path.startsWith(`${base}${folder}/versions/`) && path.endsWith(".py"));
  if (ini === undefined || !versions || isMade) return none;
  return {
    ...none,
    commands: ["alembic upgrade head"],
    replace: alembicAddress(project, ini, `${base}${folder}/env.py`),
  };
}

/** Where the address stands in its file alone, its environment gets ours. */
function alembicAddress(project: PythonProject, ini: SourceFile, path: string): readonly Replacement[] {
  const env = project.files.find((file) => file.path === path);
  const line = "config = context.config";
  const isFixed = /^sqlalchemy\.url\s*=\s*\w+(?:\+\w+)?:\/\//m.test(ini.text);
  if (
    env === undefined ||
    !isFixed ||
    !env.text.includes(line) ||
    /set_main_option|environ|getenv|settings/.test(env.text)
  )
    return [];
  const address = '__import__("os").environ["DATABASE_URL"].replace("%", "%%")';
  return [{ file: path, text: line, with: `${line}\nconfig.set_main_option("sqlalchemy.url", ${address})` }];
}

/** Apps whose migrations weren't committed get some first. */
function djangoMigrations(project: PythonProject, start: PythonStart, base: string): Migrations {
  const models = project.files.filter(
    ({ path, text }) =>
      path.startsWith(base) &&
      /(^|\/)models(\.py|\/\w+\.py)$/.test(path) &&
      /^class \w+\([^()]*(?:models\.Model|Abstract|Base)/m.test(text),
  );
  const apps = [
    ...new Set(models.map(({ path }) => path.slice(base.length).replace(/\/?models(\.py|\/\w+\.py)$/, ""))),
  ];
  const lacking = apps.filter(
    (app) =>
      app !== "" && !project.files.some(({ path }) => new RegExp(String.raw`^${base}${app}/migrations/\d`).test(path)),
  );
  const migrate = "python manage.py migrate --noinput";
  if (lacking.length === 0) return { ...none, commands: [migrate] };
  const labels = lacking.map((app) => app.split("/").at(-1)).join(" ");
  return {
    replace: [],
    commands: [`python manage.py makemigrations ${labels}`, migrate],
    writable: lacking.map((app) => `${base}${app}`),
  };
}
