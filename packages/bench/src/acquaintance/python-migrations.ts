import { databaseAddress } from "./database-address.ts";
import type { Replacement } from "./fixed-settings.ts";
import type { PythonProject } from "./python-project.ts";
import type { PythonStart } from "./python-start.ts";
import type { SourceFile } from "./set-up.ts";

/** What brings the tables of a project to where its code wants them; run in the app's folder. */
export interface Migrations {
  readonly commands: readonly string[];
  readonly replace: readonly Replacement[];
  readonly writable: readonly string[];
  /** To be installed besides. */
  readonly packages: readonly string[];
}

const none: Migrations = { commands: [], replace: [], writable: [], packages: [] };

/**
 * By the tools of Django's, Alembic's and Flask's. Pure.
 * @param words the plain names of all that its list of packages has.
 */
export function withMigrations(
  files: readonly SourceFile[],
  project: PythonProject,
  start: PythonStart,
  words: ReadonlySet<string>,
): Migrations {
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
  const env = project.files.find(({ path }) => path === `${base}${folder}/env.py`);
  if (env === undefined || !takesOurAddress(ini, env)) return { ...none, commands: ["alembic upgrade head"] };
  const isAsync = /\b(?:async_engine_from_config|create_async_engine)\b/.test(env.text);
  const driver = isAsync ? undefined : waitingDriver(databaseAddress(files), words);
  return {
    ...none,
    commands: ["alembic upgrade head"],
    replace: [alembicAddress(env, driver)],
    packages: driver?.packages ?? [],
  };
}

/** Another driver for an address, and what has to be installed for it. */
interface Driver {
  readonly instead: readonly [ofAddress: string, driver: string];
  readonly packages: readonly string[];
}

/** What opens the database where nothing awaits; undefined where the app's own driver does. */
function waitingDriver(address: string, words: ReadonlySet<string>): Driver | undefined {
  const awaited = /\+(?:asyncpg|aiomysql|aiosqlite)(?=:)/.exec(address)?.[0];
  if (awaited === undefined) return undefined;
  if (awaited === "+aiosqlite") return { instead: [awaited, ""], packages: [] };
  // It comes with aiomysql.
  if (awaited === "+aiomysql") return { instead: [awaited, "+pymysql"], packages: [] };
  const isOld = words.has("psycopg2") || words.has("psycopg2-binary");
  if (!isOld && words.has("psycopg")) return { instead: [awaited, "+psycopg"], packages: [] };
  return { instead: [awaited, "+psycopg2"], packages: isOld ? [] : ["psycopg2-binary"] };
}

const configLine = "config = context.config";

/** Where the address stands in its file alone, its environment gets ours. */
function takesOurAddress(ini: SourceFile, env: SourceFile): boolean {
  return (
    /^sqlalchemy\.url\s*=\s*\w+(?:\+\w+)?:\/\//m.test(ini.text) &&
    env.text.includes(configLine) &&
    !/set_main_option|environ|getenv|settings/.test(env.text)
  );
}

function alembicAddress(env: SourceFile, driver: Driver | undefined): Replacement {
  const written = driver === undefined ? "" : `.replace("${driver.instead.join('", "')}")`;
  const address = `__import__("os").environ["DATABASE_URL"]${written}.replace("%", "%%")`;
  return {
    file: env.path,
    text: configLine,
    with: `${configLine}\nconfig.set_main_option("sqlalchemy.url", ${address})`,
  };
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
    ...none,
    commands: [`python manage.py makemigrations ${labels}`, migrate],
    writable: lacking.map((app) => `${base}${app}`),
  };
}
