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
    "sqlite",
    [
      ...["better-sqlite3", "sqlite3", "sqlite", "node:sqlite", "@libsql/client", "aiosqlite"],
      ...["github.com/mattn/go-sqlite3", "modernc.org/sqlite", "zombiezen.com/go/sqlite", "sqlite-jdbc"],
    ],
  ],
];

const manifests = ["package.json", "pyproject.toml", "requirements.txt", "Pipfile", "go.mod", "pom.xml"];

/** Drivers that come with a language stand in no manifest. */
const importing =
  /^\s*(?:import|from)\s+(sqlite3)\b|["'](node:sqlite)["']|\b(sqlite):\/\/\/|django\.db\.backends\.(sqlite3)/m;
const sources = /\.(py|[cm]?[jt]s)$/;
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
    if (importing.test(await readFile(path, "utf8"))) return "sqlite";
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
