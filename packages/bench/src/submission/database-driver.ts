import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseEngine, ServiceName } from "../check/check.ts";
import { dependencyNamesIn } from "./dependency-names.ts";

/** As each language's packages are named. */
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
      ...["github.com/jackc/pgx", "github.com/lib/pq", "postgresql", "ext-pdo_pgsql", "ext-pgsql"],
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
    "mongodb",
    [
      ...[
        "mongodb",
        "mongoose",
        "@prisma/adapter-mongodb",
        "@fastify/mongodb",
        "@typegoose/typegoose",
        "connect-mongo",
      ],
      ...["pymongo", "motor", "mongoengine", "beanie", "flask-pymongo", "odmantic", "django-mongodb-backend"],
      ...["go.mongodb.org/mongo-driver", "mongodb/mongodb"],
      ...["mongodb-driver-sync", "mongodb-driver-reactivestreams", "spring-boot-starter-data-mongodb"],
      ...["mongodb/laravel-mongodb", "doctrine/mongodb-odm", "ext-mongodb"],
    ],
  ],
  [
    "sqlite",
    [
      ...["better-sqlite3", "sqlite3", "sqlite", "node:sqlite", "@libsql/client", "aiosqlite"],
      ...[
        "github.com/mattn/go-sqlite3",
        "modernc.org/sqlite",
        "zombiezen.com/go/sqlite",
        "ext-pdo_sqlite",
        "ext-sqlite3",
        "sqlite-jdbc",
      ],
    ],
  ],
];

const serviceDrivers: Readonly<Record<ServiceName, readonly string[]>> = {
  redis: [
    ...["redis", "ioredis", "@redis/client", "@fastify/redis", "connect-redis", "iovalkey", "@keyv/redis", "bullmq"],
    ...["redis-py", "aioredis", "django-redis", "flask-session[redis]", "valkey", "rq"],
    ...[
      "github.com/redis/go-redis",
      "github.com/go-redis/redis",
      "github.com/redis/rueidis",
      "github.com/gomodule/redigo",
    ],
    ...["predis/predis", "ext-redis", "jedis", "lettuce-core", "spring-boot-starter-data-redis", "redisson"],
  ],
};

/** Drivers that come with a language stand in no manifest. */
const importing: readonly (readonly [DatabaseEngine, RegExp])[] = [
  [
    "sqlite",
    /^[ \t]*(?:import|from)[ \t]+sqlite3\b|["']node:sqlite["']|\bsqlite:\/\/\/|django\.db\.backends\.sqlite3|^[ \t]*provider[ \t]*=[ \t]*"sqlite"|["']sqlite:/m,
  ],
  [
    "mysql",
    /\bmysql:(?:host|unix_socket|dbname)=|["']mysql:["']|\bnew\s+\\?mysqli\b|\bmysqli_(?:real_)?connect\b|django\.db\.backends\.mysql|^[ \t]*provider[ \t]*=[ \t]*"mysql"/m,
  ],
];
const sources = /\.(py|[cm]?[jt]s|php|prisma)$/;
const mostSources = 300;
const leftOut = new Set(["node_modules", ".venv", "vendor", "test", "tests"]);

/** The engine whose driver a submission names; PostgreSQL's where it names several, or none that we know. */
export async function databaseUsedBy(directory: string): Promise<DatabaseEngine> {
  const { direct, other } = await dependencyNamesIn(directory);
  const named = engineAmong(direct) ?? engineAmong(other);
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

function engineAmong(dependencies: readonly string[]): DatabaseEngine | undefined {
  return drivers.find(([, names]) => names.some((name) => dependencies.includes(name)))?.[0];
}

/** The services whose drivers a submission names. */
export async function servicesUsedBy(directory: string): Promise<readonly ServiceName[]> {
  const { direct, other } = await dependencyNamesIn(directory);
  const dependencies = new Set([...direct, ...other]);
  return Object.entries(serviceDrivers).flatMap(([name, drivers]) =>
    drivers.some((driver) => dependencies.has(driver)) ? [name as ServiceName] : [],
  );
}

async function* sourcesBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !leftOut.has(entry.name) && !entry.name.startsWith(".")) yield* sourcesBelow(path);
    else if (entry.isFile() && sources.test(entry.name)) yield path;
  }
}
