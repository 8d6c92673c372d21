import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseEngine } from "../check/check.ts";

/** As each language's packages and imports are named. */
const drivers: readonly (readonly [DatabaseEngine, readonly string[]])[] = [
  [
    "postgres",
    [
      ...[
        "pg",
        "pg-promise",
        "postgres",
        "@prisma/adapter-pg",
        "psycopg",
        "psycopg2",
        "psycopg2-binary",
        "asyncpg",
        "pg8000",
      ],
      ...["github.com/jackc/pgx", "github.com/lib/pq", "postgresql"],
    ],
  ],
  [
    "mysql",
    [
      ...["mysql", "mysql2", "mariadb", "promise-mysql", "@prisma/adapter-mariadb", "@vlasky/mysql"],
      ...["pymysql", "mysqlclient", "mysql-connector-python", "mysql-connector", "aiomysql", "asyncmy"],
      ...["github.com/go-sql-driver/mysql", "gorm.io/driver/mysql"],
      ...["mysql-connector-j", "mysql-connector-java", "mariadb-java-client"],
      ...["ext-pdo_mysql", "ext-mysqli"],
    ],
  ],
  [
    "sqlite",
    [
      ...["better-sqlite3", "sqlite3", "sqlite", "node:sqlite", "@libsql/client", "aiosqlite"],
      ...["github.com/mattn/go-sqlite3", "modernc.org/sqlite", "zombiezen.com/go/sqlite", "sqlite-jdbc"],
    ],
  ],
];

const manifests = [
  "package.json",
  "pyproject.toml",
  "requirements.txt",
  "Pipfile",
  "go.mod",
  "pom.xml",
  "composer.json",
];

/** Drivers that come with a language stand in no manifest. */
const importing: readonly (readonly [DatabaseEngine, RegExp])[] = [
  [
    "sqlite",
    /^\s*(?:import|from)\s+(sqlite3)\b|["']node:sqlite["']|\bsqlite:\/\/\/|django\.db\.backends\.sqlite3|^\s*provider\s*=\s*"sqlite"|["']sqlite:/m,
  ],
  [
    "mysql",
    /\bmysql:(?:host|unix_socket|dbname)=|["']mysql:["']|\bnew\s+\\?mysqli\b|\bmysqli_(?:real_)?connect\b|django\.db\.backends\.mysql|^\s*provider\s*=\s*"mysql"/m,
  ],
];
const sources = /\.(py|[cm]?[jt]s|php|prisma)$/;
const mostSources = 300;
const leftOut = new Set(["node_modules", ".venv", "vendor", "test", "tests"]);

/** The engine whose driver a submission names; PostgreSQL's where it names several, or none that we know. */
export async function databaseUsedBy(directory: string): Promise<DatabaseEngine> {
  const texts = await Promise.all(manifests.map((file) => readFile(join(directory, file), "utf8").catch(() => "")));
  const named = engineNamedIn(texts.join("\n"));
  if (named !== undefined) return named;
  let read = 0;
  for await (const path of sourcesBelow(directory)) {
    if (++read > mostSources) break;
    const text = await readFile(path, "utf8");
    const imported = importing.find(([, pattern]) => pattern.test(text))?.[0];
    if (imported !== undefined) return imported;
  }
  return "postgres";
}

function engineNamedIn(text: string): DatabaseEngine | undefined {
  return drivers.find(([, names]) =>
    names.some((name) =>
      new RegExp(String.raw`(^|[\s"'>])${name.replaceAll(".", String.raw`\.`)}(["'\s=<>~!\[/;,]|$)`, "im").test(text),
    ),
  )?.[0];
}

async function* sourcesBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !leftOut.has(entry.name) && !entry.name.startsWith(".")) yield* sourcesBelow(path);
    else if (entry.isFile() && sources.test(entry.name)) yield path;
  }
}
