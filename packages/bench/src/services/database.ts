import type { DatabaseEngine, DatabaseFeature } from "../check/check.ts";
import { mysqlSocketIn } from "./mysql/socket.ts";
import { prepareMysqlTemplate, type MysqlTemplate } from "./mysql/template.ts";
import { cacheFolder } from "./cache-folder.ts";
import type { ServerOwner } from "./launch-server.ts";
import type { OpenInspector } from "./open-inspector.ts";
import { findMongodb } from "./mongodb/binaries.ts";
import { mongodbSocketIn, mongodbUrl, planFor, type MongodbPlan } from "./mongodb/plan.ts";
import { postgresSocketIn } from "./postgres/server.ts";
import { prepareTemplate, type PostgresTemplate } from "./postgres/template.ts";

/** What a cell needs to know to start its database. Plain JSON. */
export type DatabasePlan =
  | { readonly engine: "postgres"; readonly template: PostgresTemplate }
  | { readonly engine: "mysql"; readonly template: MysqlTemplate }
  | ({ readonly engine: "mongodb" } & MongodbPlan)
  | { readonly engine: "sqlite" };

/** A database that runs, or lies, in a cell. */
export interface CellDatabase {
  /** What a tap forwards to; missing where the database is a file. */
  readonly socketPath?: string;
  /** "PostgreSQL 15.18" */
  readonly version: string;
  /** @param now the cell clock, milliseconds. */
  openInspector(now: () => number): Promise<OpenInspector>;
  /** What it was asked for and does not have, where it stands in for a server that has it. */
  lacks?(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const features: Readonly<Record<DatabaseEngine, readonly DatabaseFeature[]>> = {
  postgres: ["server", "statement-log"],
  mysql: ["server", "statement-log"],
  mongodb: ["server", "statement-log"],
  sqlite: [],
};

/** The engine has all that a check asks of the database. */
export function offers(engine: DatabaseEngine, required: readonly DatabaseFeature[] = []): boolean {
  return required.every((feature) => features[engine].includes(feature));
}

/** Where a tap finds the server whose folder this is; undefined where the database is a file. */
export function databaseSocketIn({ engine }: DatabasePlan, directory: string): string | undefined {
  return { postgres: postgresSocketIn, mysql: mysqlSocketIn, mongodb: mongodbSocketIn, sqlite: () => undefined }[
    engine
  ](directory);
}

/**
 * Starts the database of one cell.
 *
 * @param at.directory for a server of its own, best in memory.
 * @param at.dataFolder where the submission keeps its files, as we see it.
 */
export async function databaseIn(
  plan: DatabasePlan,
  at: {
    readonly directory: string;
    readonly dataFolder: string;
    readonly owner: ServerOwner;
    readonly submission: { readonly user?: number };
  },
): Promise<CellDatabase> {
  // Each is read only where it is used: a cell waits for it.
  switch (plan.engine) {
    case "postgres": {
      const { postgresIn } = await import("./postgres/database.ts");
      return postgresIn({ template: plan.template, directory: at.directory, ...at.owner });
    }
    case "mysql": {
      const { mysqlIn } = await import("./mysql/database.ts");
      return mysqlIn({ template: plan.template, directory: at.directory, ...at.owner });
    }
    case "mongodb": {
      const { mongodbIn } = await import("./mongodb/database.ts");
      return mongodbIn({ plan, directory: at.directory, ...at.owner });
    }
    case "sqlite": {
      const { sqliteIn } = await import("./sqlite/database.ts");
      return sqliteIn({ folder: at.dataFolder, ...at.submission });
    }
  }
}

/** Makes ready, once for each machine, what every cell's database is copied from. */
export async function prepareDatabase(engine: DatabaseEngine): Promise<DatabasePlan> {
  switch (engine) {
    case "postgres":
      return { engine, template: await prepareTemplate() };
    case "mysql":
      return { engine, template: await prepareMysqlTemplate() };
    case "mongodb":
      return { engine, ...planFor(await findMongodb(cacheFolder())) };
    case "sqlite":
      return { engine };
  }
}

/**
 * What the submission finds in DATABASE_URL.
 *
 * @param port of the tap.
 */
export function databaseUrl(plan: DatabasePlan, port: number, dataFolder: string): string {
  // Four slashes, as most libraries write a whole path; what reads it as an address gets a path with one too many.
  if (plan.engine === "sqlite") return `sqlite:///${dataFolder}/app.db`;
  if (plan.engine === "mongodb") return mongodbUrl(plan, port);
  return `${plan.engine}://app:${plan.template.passwords.application}@127.0.0.1:${String(port)}/app`;
}
