import { databaseAddress, isNewSqlalchemy } from "./database-address.ts";
import { djangoSettings } from "./django-settings.ts";
import type { Replacement } from "./fixed-settings.ts";
import type { Doubt } from "./proposed.ts";
import { withMigrations } from "./python-migrations.ts";
import { forgottenPackages, importedPackages, packageName, unnamedPackages } from "./python-packages.ts";
import { PythonProject } from "./python-project.ts";
import { pythonStart, type PythonStart } from "./python-start.ts";
import { placeFor, tableCommands } from "./python-tables.ts";
import type { SourceFile } from "./set-up.ts";
import { withoutComments } from "./source-comments.ts";

/** How the engine would install and start the project by the project's own files. */
export interface OwnStart {
  readonly language: string;
  readonly installCommands: readonly string[];
  readonly startCommand: string;
  /** A Procfile or an `assay.yaml` says so. */
  readonly isSaid: boolean;
}

/** What a backend in Python needs besides what its files say. */
export interface PythonSetUp {
  readonly install?: readonly string[];
  readonly start?: string;
  /** To be tried where what it pins can't be installed with this Python. */
  readonly relaxed?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly replace: readonly Replacement[];
  readonly writable: readonly string[];
  readonly doubts: readonly Doubt[];
}

const manifests =
  /(^|\/)(requirements[\w.-]*\.(txt|in)|requirements\/[\w.-]+\.txt|pyproject\.toml|Pipfile|setup\.(py|cfg))$/i;
const forDevelopers = /dev|test|lint|docs?|local/i;

/**
 * By its source; undefined where nothing in it makes an app in Python. Pure.
 * @param own undefined where the project's own files don't say how it is installed and started.
 */
export function pythonSetUp(files: readonly SourceFile[], own?: OwnStart): PythonSetUp | undefined {
  if (own !== undefined && own.language !== "python") return undefined;
  const project = new PythonProject(files.filter(({ path }) => path.endsWith(".py")).map(withoutComments));
  const start = pythonStart(project);
  if (start === undefined) return undefined;
  const doubts: Doubt[] = [];
  const named = files.filter(({ path }) => manifests.test(path));
  const words = new Set(named.flatMap(({ text }) => [...text.matchAll(/[\w.-]+/g)].map(([word]) => packageName(word))));
  const migrations = withMigrations(files, project, start, words);
  const install = installOf({ files, project, start, own, named, words, besides: migrations.packages });
  doubts.push(...install.doubts);
  const command = startOf(start, install.packages, own);
  if (command !== undefined) {
    doubts.push({
      at: ["setup", "start"],
      text: `unsure: nothing says how it is started; ${start.entry.path} makes the app`,
    });
  }
  const isProgram = command === undefined && /^python3? \S+\.py/.test(own?.startCommand ?? "");
  const within = (line: string) => (start.folder === "." ? line : `cd ${start.folder} && ${line}`);
  const made = migrations.commands.length > 0 || start.framework === "django";
  const commands = [...migrations.commands, ...(made ? [] : tableCommands(project, start, isProgram))].map(within);
  const settings = start.framework === "django" ? djangoSettings(project, start.entry) : undefined;
  if (settings !== undefined)
    doubts.push({
      at: ["setup", "files"],
      text: `unsure: its settings fix ${settings.changed.join(", ")}; this file changes that`,
    });
  const usesFlask = start.framework === "flask" && `${command ?? ""} ${commands.join(" ")}`.includes("flask ");
  const relaxed = relaxedCommands(install.commands ?? own?.installCommands ?? [], files);
  return {
    ...(install.commands === undefined ? {} : { install: install.commands }),
    ...(relaxed === undefined ? {} : { relaxed }),
    ...(command === undefined ? {} : { start: command }),
    files: { ...install.files, ...(settings === undefined ? {} : { [settings.file]: settings.text }) },
    environment: { ...settings?.environment, ...(usesFlask ? { FLASK_APP: placeFor(start) } : {}) },
    ...{ commands, replace: migrations.replace, writable: migrations.writable, doubts },
  };
}

interface Install {
  readonly commands?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly doubts: readonly Doubt[];
  /** By their plain names, what it installs. */
  readonly packages: ReadonlySet<string>;
}

const environment = "python3 -m venv --clear .venv";

interface ToInstall {
  readonly files: readonly SourceFile[];
  readonly project: PythonProject;
  readonly start: PythonStart;
  readonly own: OwnStart | undefined;
  /** Its lists of packages. */
  readonly named: readonly SourceFile[];
  /** The plain names of all that they have. */
  readonly words: ReadonlySet<string>;
  /** What its migrations need besides. */
  readonly besides: readonly string[];
}

function installOf({ files, project, start, own, named, words, besides }: ToInstall): Install {
  const usual = files.find(({ path }) => path === manifestFor(named, start));
  const imported = importedPackages(project, start.entry, start.framework === "django");
  if (usual === undefined && own === undefined) {
    const all = [...new Set([...imported, ...besides])];
    const packages = withServer(all, start, new Set(all.map(packageName)));
    return {
      files: { "requirements.txt": `${withPins(packages, files).join("\n")}\n` },
      doubts: [
        { at: ["setup", "files"], text: "unsure: no file says what it installs; this is what its code imports" },
      ],
      packages: new Set(packages.map(packageName)),
    };
  }
  const has = (name: string) => words.has(packageName(name));
  const forgotten =
    words.size === 0 ? [] : forgottenPackages(project, start.entry, start.framework === "django", words);
  const lacking = [...new Set([...unnamedPackages(project.files), ...serverFor(start, words), ...forgotten])].filter(
    (name) => !has(name) && !isAnotherDriver(name, words) && !isBrought(name, words),
  );
  // Passlib asks bcrypt what bcrypt refuses since 5.0.
  const isPassword = has("passlib") && !/^bcrypt\s*[=<~]/im.test(named.map(({ text }) => text).join("\n"));
  const further = [
    ...lacking,
    ...besides.filter((name) => !lacking.includes(name)),
    ...(isPassword ? ["bcrypt<4.1"] : []),
    ...newDriver(
      words,
      named.map(({ text }) => text),
      project,
    ),
  ];
  const before = own?.installCommands ?? [environment, ...(usual === undefined ? [] : [installFrom(usual)].flat())];
  const packages = new Set([...words, ...further.map(packageName)]);
  if (own !== undefined && further.length === 0) return { files: {}, doubts: [], packages };
  const line = further.length === 0 ? [] : [`pip install ${further.map(quoted).join(" ")}`];
  return {
    commands: [...before, ...line],
    files: {},
    doubts:
      further.length === 0
        ? []
        : [{ at: ["setup", "install"], text: `unsure: its code seems to need ${further.join(", ")}, too` }],
    packages,
  };
}

/** The nearest to the app. */
function manifestFor(named: readonly SourceFile[], start: PythonStart): string | undefined {
  const rank = (path: string) =>
    (path.startsWith(start.folder === "." ? "" : `${start.folder}/`) ? 0 : 100) +
    path.split("/").length * 10 +
    (path.endsWith("requirements.txt")
      ? 0
      : path.endsWith(".txt")
        ? 2
        : /pyproject\.toml$|Pipfile$/.test(path)
          ? 3
          : 5);
  return named
    .map(({ path }) => path)
    .filter((path) => !forDevelopers.test(path.split("/").at(-1) ?? "") && !path.endsWith(".in"))
    .toSorted((one, other) => rank(one) - rank(other))[0];
}

function installFrom({ path, text }: SourceFile): readonly string[] {
  const slash = path.lastIndexOf("/");
  const within = slash < 0 ? "" : `cd ${path.slice(0, slash)} && `;
  if (path.endsWith("Pipfile")) return ["pip install pipenv", `${within}pipenv install`];
  if (!/\.toml$|setup\.(py|cfg)$/.test(path)) return [`pip install -r ${path}`];
  if (text.includes("[tool.poetry]")) return ["pip install poetry", `${within}poetry install --only main --no-root`];
  return [`pip install ./${slash < 0 ? "" : path.slice(0, slash)}`];
}

const relaxedFile = "patch-releases.txt";
/** Built from C, and each release only for the Pythons of its time: the newest that the others allow is taken. */
const compiled =
  "aiohttp|asyncpg|bcrypt|cffi|coverage|cryptography|frozenlist|gevent|greenlet|grpcio|httptools|lxml|MarkupSafe|msgpack|" +
  "multidict|mysqlclient|numpy|orjson|pandas|Pillow|psycopg2|psycopg2-binary|pydantic[-_]core|pyrsistent|PyYAML|regex|ujson|uvloop|" +
  "watchfiles|websockets|wrapt|yarl|zope.interface";

/** `name==1.2.3` → `name~=1.2.3`; psycopg2 is built from C, and the other is the same without that. */
const relaxing = [
  `s/^(${compiled}) *== */\\1>=/I`,
  String.raw`s/^([A-Za-z0-9._-]+(\[[^]]*\])?) *== *([0-9]+(\.[0-9]+)+)/\1~=\3/`,
  "s/^psycopg2([~=<> ]|$)/psycopg2-binary\\1/",
].join("; ");

/** The same commands with the newest patch release of each version that is pinned; undefined where none is. */
function relaxedCommands(commands: readonly string[], files: readonly SourceFile[]): readonly string[] | undefined {
  const lines = commands.map((line): readonly string[] => {
    const path = /^pip install -r (\S+)$/.exec(line)?.[1];
    const isPinned = files.some((file) => file.path === path && /^[\w.[\],-]+ *== *\d+\.\d/m.test(file.text));
    if (path === undefined || !isPinned) return [line];
    // Windows' own shell writes UTF-16: without its mark and its zeros, it is plain text.
    const read = String.raw`tr -d '\000\376\377' < ${path} | sed -E '${relaxing}'`;
    return [`${read} > ${relaxedFile}`, `pip install -r ${relaxedFile}`];
  });
  return lines.some(({ length }) => length > 1) ? lines.flat() : undefined;
}

/** What serves it, where nothing named does. */
function serverFor({ framework }: PythonStart, words: ReadonlySet<string>): readonly string[] {
  return framework === "asgi" && !["uvicorn", "hypercorn", "granian"].some((name) => words.has(name))
    ? ["uvicorn"]
    : [];
}

function withServer(packages: readonly string[], start: PythonStart, words: ReadonlySet<string>): readonly string[] {
  const framework = start.framework === "django" && !words.has("django") ? ["Django"] : [];
  return [...framework, ...packages, ...serverFor(start, words)];
}

function withPins(packages: readonly string[], files: readonly SourceFile[]): readonly string[] {
  const isPassword = packages.some((name) => packageName(name) === "passlib");
  const isMysql = packages.some((name) => /mysql/i.test(name)) || !databaseAddress(files).includes("mysql");
  const isPostgres = packages.some((name) => packageName(name) === "psycopg2-binary");
  return [
    ...packages,
    ...(isPassword ? ["bcrypt<4.1"] : []),
    ...(isMysql ? [] : ["PyMySQL"]),
    ...(isPostgres && packages.some((name) => /sqlalchemy|sqlmodel/i.test(name)) ? ["psycopg[binary]"] : []),
  ];
}

/** SQLAlchemy 2.1 takes psycopg for `postgresql://`, where 2.0 took psycopg2. */
function newDriver(words: ReadonlySet<string>, texts: readonly string[], project: PythonProject): readonly string[] {
  const isUsed = ["sqlalchemy", "flask-sqlalchemy", "sqlmodel"].some((name) => words.has(name));
  if (!isUsed || words.has("psycopg") || !isNewSqlalchemy(texts)) return [];
  return project.files.some(({ text }) => /["']postgresql:\/\//.test(text)) ? ["psycopg[binary]"] : [];
}

const drivers: readonly (readonly string[])[] = [
  ["psycopg2-binary", "psycopg2", "psycopg", "asyncpg", "pg8000"],
  ["pymysql", "mysqlclient", "mysql-connector-python", "aiomysql", "cryptography"],
];

function isAnotherDriver(name: string, words: ReadonlySet<string>): boolean {
  return drivers.some((group) => group.includes(packageName(name)) && group.some((driver) => words.has(driver)));
}

/** FastAPI's and pydantic's extras bring what forms, addresses and serving need. */
function isBrought(name: string, words: ReadonlySet<string>): boolean {
  const isStandard = words.has("standard") || words.has("all");
  if (words.has("fastapi") && isStandard) return /^(python-multipart|email-validator|uvicorn|jinja2)$/.test(name);
  return (name === "email-validator" && words.has("email")) || (name === "Pillow" && words.has("pillow"));
}

function quoted(name: string): string {
  return /[^\w.-]/.test(name) ? `'${name}'` : name;
}

function startOf(start: PythonStart, packages: ReadonlySet<string>, own: OwnStart | undefined): string | undefined {
  const { framework, module, app, folder, entry } = start;
  if (own !== undefined) {
    const { startCommand } = own;
    if (own.isSaid || framework === "django") return undefined;
    if (folder === "." && (startCommand.includes(`${module}:`) || startCommand.includes(entry.path))) return undefined;
    // A program that only starts what another module makes.
    if (/^python3? \S+\.py/.test(startCommand)) return undefined;
  }
  // Nothing but the missing list of packages stood in the way.
  const within = folder === "." ? "" : `cd ${folder} && `;
  if (framework === "django") return `${within}exec python3 manage.py runserver --noreload 0.0.0.0:$PORT`;
  const place = app.endsWith("()") ? app.slice(0, -2) : app;
  const factory = app.endsWith("()") ? "--factory " : "";
  if (framework === "asgi") return `${within}exec uvicorn --host 0.0.0.0 --port $PORT ${factory}${module}:${place}`;
  if (packages.has("gunicorn")) return `${within}exec gunicorn --bind 0.0.0.0:$PORT '${module}:${app}'`;
  return `${within}exec flask run --host 0.0.0.0 --port $PORT`;
}
