import type { SourceFile } from "./set-up.ts";

const manifests = /(^|\/)(requirements[\w.-]*\.(txt|in)|pyproject\.toml|Pipfile|setup\.(py|cfg))$/i;

/** What SQLAlchemy writes before `://`, by the driver that the project installs. */
const dialects: readonly (readonly [driver: string, dialect: string])[] = [
  ["pymysql", "mysql+pymysql"],
  ["aiomysql", "mysql+aiomysql"],
  ["mysql-connector-python", "mysql+mysqlconnector"],
  ["psycopg2", "postgresql"],
  ["psycopg2-binary", "postgresql"],
  ["asyncpg", "postgresql+asyncpg"],
  ["psycopg", "postgresql+psycopg"],
  ["aiosqlite", "sqlite+aiosqlite"],
];

/** The database's address in the form that the project's library reads, of variables of ours. Pure. */
export function databaseAddress(files: readonly SourceFile[]): string {
  const usual = "${DATABASE_URL}";
  if (files.some(({ text }) => isForSqliteAlone(text))) return addressFor("sqlite");
  const dependencies = files.filter(({ path }) => manifests.test(path)).map(({ text }) => text.toLowerCase());
  const words = new Set(dependencies.flatMap((text) => text.split(/[^\w-]+/)));
  if (words.size > 0 && !["sqlalchemy", "flask-sqlalchemy", "sqlmodel", "databases"].some((name) => words.has(name)))
    return usual;
  const named = new Set(
    files.flatMap(({ text }) =>
      [...text.matchAll(/\b((?:postgresql|mysql|sqlite)\+\w+):\/\//g)].map(([, name = ""]) => name),
    ),
  );
  if (words.size === 0) {
    // Without a list of packages, the driver that its own addresses name is installed.
    const own = [...named].find((dialect) => dialects.some(([, known]) => known === dialect));
    return own === undefined ? usual : addressFor(own);
  }
  const installed = dialects.filter(([driver]) => words.has(driver)).map(([, dialect]) => dialect);
  // Where it installs several, what its own addresses begin with tells which it opens.
  const dialect = installed.find((candidate) => named.has(candidate)) ?? installed[0];
  // Since 2.1, SQLAlchemy takes psycopg for the address without a driver's name.
  if (dialect === "postgresql" && isNewSqlalchemy(dependencies)) return addressFor("postgresql+psycopg2");
  return dialect === undefined || dialect === "postgresql" ? usual : addressFor(dialect);
}

/** An argument of SQLite's driver that goes to any driver, whatever the address says. Pure. */
function isForSqliteAlone(text: string): boolean {
  return /\bcheck_same_thread\b/.test(text) && !/startswith\(\s{0,9}["']sqlite|["']sqlite["']?\s{1,9}in\b/.test(text);
}

/** Whether nothing holds SQLAlchemy below 2.1. Pure. */
export function isNewSqlalchemy(dependencies: readonly string[]): boolean {
  return !dependencies.some((text) =>
    /\bsqlalchemy(?:\[\w,\]{0,50}\])?["'\s]{0,5}[=~<^]{1,2}[\s"'=]{0,5}(?:[01]\.|2\.0|2\.1(?!\d))/i.test(text),
  );
}

function addressFor(dialect: string): string {
  if (dialect.startsWith("sqlite")) return `${dialect}:///\${DATA_DIR}/app.db`;
  return `${dialect}://\${DATABASE_USER}:\${DATABASE_PASSWORD}@\${DATABASE_HOST}:\${DATABASE_PORT}/\${DATABASE_NAME}`;
}
