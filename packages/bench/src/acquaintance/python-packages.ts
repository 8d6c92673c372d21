import { dirname } from "node:path/posix";
import type { PythonProject } from "./python-project.ts";
import type { SourceFile } from "./set-up.ts";

/** Modules whose package is called otherwise. What isn't here is called as its module is. */
const packageNames: Readonly<Record<string, string>> = {
  bs4: "beautifulsoup4",
  corsheaders: "django-cors-headers",
  Crypto: "pycryptodome",
  crispy_forms: "django-crispy-forms",
  cv2: "opencv-python-headless",
  dateutil: "python-dateutil",
  debug_toolbar: "django-debug-toolbar",
  decouple: "python-decouple",
  django_filters: "django-filter",
  django_redis: "django-redis",
  dj_rest_auth: "dj-rest-auth[with_social]",
  dns: "dnspython",
  dotenv: "python-dotenv",
  drf_yasg: "drf-yasg",
  environ: "django-environ",
  fitz: "PyMuPDF",
  flask_mysqldb: "Flask-MySQLdb",
  jose: "python-jose[cryptography]",
  jwt: "PyJWT",
  knox: "django-rest-knox",
  magic: "python-magic",
  multipart: "python-multipart",
  mysql: "mysql-connector-python",
  MySQLdb: "mysqlclient",
  passlib: "passlib[bcrypt]",
  phonenumber_field: "django-phonenumber-field[phonenumbers]",
  PIL: "Pillow",
  psycopg2: "psycopg2-binary",
  pydantic_settings: "pydantic-settings",
  rest_framework: "djangorestframework",
  rest_framework_simplejwt: "djangorestframework-simplejwt",
  serial: "pyserial",
  skimage: "scikit-image",
  sklearn: "scikit-learn",
  socketio: "python-socketio",
  storages: "django-storages",
  sqlalchemy_utils: "SQLAlchemy-Utils",
  telegram: "python-telegram-bot",
  usb: "pyusb",
  yaml: "PyYAML",
};

const builtIn = new Set(
  (
    "__future__ abc argparse array ast asyncio atexit base64 binascii bisect builtins bz2 calendar cmath codecs " +
    "collections colorsys concurrent configparser contextlib contextvars copy copyreg csv ctypes dataclasses datetime " +
    "decimal difflib dis doctest email ensurepip enum errno faulthandler filecmp fnmatch fractions ftplib functools gc " +
    "getopt getpass gettext glob graphlib gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress " +
    "itertools json keyword linecache locale logging lzma mailbox math mimetypes mmap multiprocessing numbers operator os " +
    "pathlib pdb pickle pkgutil platform plistlib poplib pprint profile pty pwd queue quopri random re readline reprlib " +
    "resource sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat " +
    "statistics string stringprep struct subprocess sys sysconfig syslog tarfile tempfile termios textwrap threading time " +
    "timeit tkinter token tokenize tomllib traceback tracemalloc turtle types typing unicodedata unittest urllib uuid venv " +
    "warnings wave weakref webbrowser winreg wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo"
  ).split(" "),
);

/** What the code needs without importing it, by what shows it. */
const unnamed: readonly (readonly [shows: RegExp, packages: readonly string[]])[] = [
  [/OAuth2PasswordRequestForm|\bfrom fastapi import [^\n]*\b(?:Form|UploadFile)\b|=\s*Form\(/, ["python-multipart"]],
  [/\bEmailStr\b/, ["email-validator"]],
  [/\bJinja2Templates\b/, ["jinja2"]],
  [/starlette[^\n]{0,60}\bSessionMiddleware\b/, ["itsdangerous"]],
  [/\bImageField\(/, ["Pillow"]],
  [/["'](?:postgresql|postgres):\/\/|django\.db\.backends\.postgresql/, ["psycopg2-binary"]],
  [/\+asyncpg:\/\//, ["asyncpg"]],
  [/\+psycopg:\/\//, ["psycopg[binary]"]],
  [/\+pymysql:\/\//, ["PyMySQL", "cryptography"]],
  [/\+mysqlconnector:\/\//, ["mysql-connector-python"]],
  [/\+aiosqlite:\/\//, ["aiosqlite", "greenlet"]],
];

const mostPackages = 60;
const mostModules = 300;

/**
 * What the modules that an app is made of import from elsewhere, by the names of their packages. Pure.
 * @param entry where reading begins; what nothing there leads to isn't needed.
 */
export function importedPackages(project: PythonProject, entry: SourceFile, isWhole: boolean): readonly string[] {
  const read = isWhole ? project.files : reachable(project, entry);
  const foreign = foreignModules(
    project,
    read.map(({ text }) => text),
  );
  const named = foreign.map((name) => packageOf(name, read));
  return unique([...named.filter((name) => name !== "starlette"), ...unnamedPackages(read)]).slice(0, mostPackages);
}

/** Modules that few other packages bring, and which do. */
const seldomBrought: Readonly<Record<string, RegExp>> = {
  corsheaders: /cors-headers/,
  crispy_forms: /crispy/,
  debug_toolbar: /debug-toolbar/,
  decouple: /decouple/,
  django_extensions: /^django-extensions/,
  django_filters: /^django-filter/,
  dotenv: /dotenv|^pydantic-settings$|^(?:standard|all)$/,
  drf_yasg: /^drf-yasg/,
  environ: /environ/,
  jose: /jose/,
  knox: /knox/,
  pydantic_settings: /^pydantic-settings$|^(?:all|standard)$/,
  rest_framework: /rest|^drf-|knox|djoser|simplejwt/,
  rest_framework_simplejwt: /simplejwt/,
  storages: /storages/,
  webargs: /webargs|smorest/,
  whitenoise: /whitenoise/,
};

/**
 * What an app imports whether or not it is there, and its list of packages leaves out. Pure.
 * @param words the plain names of all that the list has.
 */
export function forgottenPackages(
  project: PythonProject,
  entry: SourceFile,
  isWhole: boolean,
  words: ReadonlySet<string>,
): readonly string[] {
  const read = (isWhole ? project.files : reachable(project, entry)).filter(({ path }) => !notRun.test(path));
  // What stands in a block may be for want of another, or for developers.
  const always = read.map(({ text }) => text.replaceAll(/^[ \t]+(?:import|from)\b[^\n]*/gm, ""));
  const listed = always.flatMap(appsIn).map((name) => `import ${name}\n`);
  return foreignModules(project, [...always, ...listed])
    .filter((name) => {
      const bringing =
        seldomBrought[name] ?? (name.startsWith("flask_") ? packageName(packageNames[name] ?? name) : undefined);
      if (bringing === undefined) return false;
      return ![...words].some((word) => (typeof bringing === "string" ? word === bringing : bringing.test(word)));
    })
    .map((name) => packageOf(name, read));
}

const notRun =
  /(^|\/)(tests?|scripts?|docs?|examples?)\/|(^|\/)(test_|conftest)|(?:_test|dev|develop\w*|local|tests?)\.py$/;

/** The modules that Django loads by the lists of its settings. */
function appsIn(text: string): readonly string[] {
  const lists = text.matchAll(
    /^(?:INSTALLED_APPS|THIRD_PARTY_APPS|MIDDLEWARE)\s{0,5}\+?=\s{0,5}[[(]([^\])]{0,5000})/gm,
  );
  return [...lists].flatMap(([, list = ""]) =>
    [...list.matchAll(/["']([a-z]\w{0,60})(?:\.[\w.]{0,200})?["']/g)].map(([, name = ""]) => name),
  );
}

/** The modules that the texts import and neither Python nor the project has. */
function foreignModules(project: PythonProject, texts: readonly string[]): readonly string[] {
  const own = new Set(project.files.flatMap(({ path }) => path.replace(/\.py$/, "").split("/")));
  const modules = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/^[ \t]*(?:from[ \t]+(\w+)|import[ \t]+(\w[\w.]*(?:[ \t]*,[ \t]*\w[\w.]*)*))/gm)].flatMap(
        ([, from, list = ""]) =>
          from === undefined ? list.split(",").map((name) => name.trim().split(".")[0] ?? "") : [from],
      ),
    ),
  );
  return [...modules].filter((name) => name !== "" && !builtIn.has(name) && !own.has(name));
}

/** Two packages have a module `dotenv`; only Django's has `read_dotenv`. */
function packageOf(module: string, files: readonly SourceFile[]): string {
  if (module === "dotenv" && files.some(({ text }) => /\bread_dotenv\b/.test(text))) return "django-dotenv";
  return packageNames[module] ?? module.replaceAll("_", "-");
}

/** What the code needs without importing it. Pure. */
export function unnamedPackages(files: readonly SourceFile[]): readonly string[] {
  const code = files.filter(({ path }) => path.endsWith(".py"));
  const needed = unnamed
    .filter(([shows]) => code.some(({ text }) => shows.test(text)))
    .flatMap(([, packages]) => packages);
  // Of two drivers for one database, the one that the code names itself will do.
  const isAsync = needed.includes("asyncpg") || needed.includes("psycopg[binary]");
  return isAsync ? needed.filter((name) => name !== "psycopg2-binary") : needed;
}

/** The name that two ways to write a package share: without extras and versions. Pure. */
export function packageName(written: string): string {
  return (/^[\w.-]+/.exec(written)?.[0] ?? "").toLowerCase().replaceAll(/[_.]/g, "-");
}

function unique(packages: readonly string[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const name of packages) if (!byName.has(packageName(name))) byName.set(packageName(name), name);
  return [...byName.values()];
}

/** The entry and what it imports of the project's own, in turn. */
function reachable(project: PythonProject, entry: SourceFile): readonly SourceFile[] {
  const seen = new Set([entry]);
  const folder = dirname(entry.path);
  for (const file of seen) {
    if (seen.size > mostModules) break;
    for (const target of project.importedBy(file)) seen.add(target);
  }
  // Its package's own module is run before it.
  const around = project.files.filter(({ path }) => path === `${folder}/__init__.py`);
  return [...new Set([...seen, ...around])];
}
