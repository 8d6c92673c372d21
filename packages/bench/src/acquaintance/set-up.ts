import type { Doubt, Written } from "./proposed.ts";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Variables that every backend gets, by these names. */
const given = new Set([
  "PORT",
  "DATABASE_URL",
  "SMTP_URL",
  "PUBLIC_URL",
  "AUTH_SECRET",
  "DATA_DIR",
  "MAIL_FROM",
  "NODE_ENV",
  "HOME",
  "PATH",
  "LANG",
  "USER",
  "HOST",
]);

const database = "(?:DB|DATABASE|PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MONGO|MONGODB|SQL)";
const mail = "(?:SMTP|MAIL|EMAIL)";

/** Which of our variables a variable of theirs is likely to mean. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`^${database}_?(?:\\w+_)?(?:URL|URI|DSN|CONNECTION_STRING)$|^SQLALCHEMY_DATABASE_URI$|_DATABASE_URL$`),
    "${DATABASE_URL}",
  ],
  [new RegExp(`^${database}_?(?:\\w+_)?(?:HOST|HOSTNAME|SERVER)$`), "${DATABASE_HOST}"],
  [new RegExp(`^${database}_?(?:\\w+_)?PORT$`), "${DATABASE_PORT}"],
  [new RegExp(`^${database}_?(?:\\w+_)?(?:USER|USERNAME)$`), "${DATABASE_USER}"],
  [new RegExp(`^${database}_?(?:\\w+_)?(?:PASS|PASSWORD|PASSWD)$`), "${DATABASE_PASSWORD}"],
  [new RegExp(`^${database}_?(?:\\w+_)?(?:NAME|DATABASE|DB)$`), "${DATABASE_NAME}"],
  [new RegExp(`^${mail}_?(?:\\w+_)?(?:HOST|SERVER)$`), "${SMTP_HOST}"],
  [new RegExp(`^${mail}_?(?:\\w+_)?PORT$`), "${SMTP_PORT}"],
  [/SECRET|(?:JWT|TOKEN|SESSION|APP|COOKIE)_?KEY$|_SALT$|PEPPER$/, "${AUTH_SECRET}"],
  [/^(?:\w+_)?PORT$/, "${PORT}"],
  [/^(?:APP|BASE|SITE|FRONTEND|CLIENT|PUBLIC|SERVER)_(?:URL|URI|ORIGIN)$/, "${PUBLIC_URL}"],
];

const readings = [
  /process\.env\.([A-Z][A-Z0-9_]+)/g,
  /process\.env\[["']([A-Z][A-Z0-9_]+)["']\]/g,
  /(?:os\.environ(?:\.get\(|\[)|getenv\(|os\.Getenv\(|\benv\(|\bconfig\()\s*["']([A-Z][A-Z0-9_]+)["']/g,
  /\$_(?:ENV|SERVER)\[["']([A-Z][A-Z0-9_]+)["']\]/g,
  /\$\{([A-Z][A-Z0-9_]+)(?=[:}])/g,
];

/** What the project seems to need before it can start. Pure. */
export function setUpOf(files: readonly SourceFile[]): {
  readonly written: Written;
  readonly doubts: readonly Doubt[];
} {
  const doubts: Doubt[] = [];
  const code = files.filter(({ path }) => !/\.(md|lock|svg|html?)$|(^|\/)(tests?|docs)\//i.test(path));
  const names = new Set(
    code.flatMap(({ path, text }) => {
      const example = /(^|\/)\.env(\.\w+)*$/.test(path) ? [...text.matchAll(/^([A-Z][A-Z0-9_]+)=/gm)] : [];
      return [...example, ...readings.flatMap((reading) => [...text.matchAll(reading)])].map(([, name = ""]) => name);
    }),
  );
  const databaseFiles = databaseFilesIn(code);
  const environment: Record<string, string> = {};
  for (const name of [...names].sort()) {
    if (given.has(name)) continue;
    const meaning = meanings.find(([pattern]) => pattern.test(name))?.[1];
    const file = databaseFiles.get(name);
    if (file !== undefined) environment[name] = `\${DATA_DIR}/${file}`;
    else if (meaning !== undefined) environment[name] = meaning;
  }
  const commands = preparations
    .filter(({ file }) => files.some(({ path }) => file.test(path)))
    .map(({ command }) => command);
  const tables = files
    .filter(({ path, text }) => path.endsWith(".sql") && /create\s+table/i.test(text))
    .map(({ path }) => path);
  const fixed = code
    .filter(
      ({ path, text }) =>
        /conf|database|\bdb\b/i.test(path) && /["']?(localhost|127\.0\.0\.1)["']?/.test(text) && /pass/i.test(text),
    )
    .map(({ path }) => path);
  if (commands.length > 0)
    doubts.push({ at: ["setup", "before-start"], text: "unsure: it seems to make its tables so" });
  const hints = [
    ...(tables.length > 0 && commands.length === 0
      ? [`unsure: ${tables.slice(0, 3).join(", ")} makes tables; if the app doesn't run it, do so by before-start`]
      : []),
    ...(fixed.length > 0
      ? [`unsure: ${fixed.slice(0, 3).join(", ")} seems to name a database by itself; replace it by "files"`]
      : []),
  ];
  const written: Written = {
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...(commands.length === 0 ? {} : { "before-start": commands.length === 1 ? commands[0] : commands }),
  };
  const at = Object.keys(written).length === 0 ? ["operations"] : ["setup"];
  return { written, doubts: [...hints.map((text) => ({ at, text })), ...doubts] };
}

/**
 * Files of databases by the variable that names each unless it is set: `os.environ.get("SHOP_DB", "shop.db")`. Only
 * DATA_DIR can be written.
 */
function databaseFilesIn(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const otherwise =
    /\b([A-Z][A-Z0-9_]+)["'\])]*\s*(?:,|\|\||\?\?)\s*["'`](?:[\w./-]*\/)?([\w-]+\.(?:db|sqlite3?))["'`]/g;
  const byName = new Map<string, string>();
  for (const { text } of files) {
    for (const [, name = "", file = ""] of text.matchAll(otherwise)) if (!byName.has(name)) byName.set(name, file);
  }
  return byName;
}

/** Commands that prepare a database, by the file that a tool of theirs brings. */
const preparations: readonly { readonly file: RegExp; readonly command: string }[] = [
  { file: /(^|\/)prisma\/migrations\//, command: "npx prisma migrate deploy" },
  { file: /^knexfile\.(c?js|ts)$/, command: "npx knex migrate:latest" },
  { file: /^\.sequelizerc$/, command: "npx sequelize-cli db:migrate" },
  { file: /^manage\.py$/, command: "python manage.py migrate --noinput" },
  { file: /^alembic\.ini$/, command: "alembic upgrade head" },
  { file: /^migrations\/env\.py$/, command: "flask db upgrade" },
  { file: /^artisan$/, command: "php artisan migrate --force" },
];
