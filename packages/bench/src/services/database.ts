import type { DatabaseEngine, DatabaseFeature } from "../check/check.ts";
import type { DatabaseInspector } from "../check/world.ts";
import { prepareMysqlTemplate, type MysqlTemplate } from "./mysql/template.ts";
import { prepareTemplate, type PostgresTemplate } from "./postgres/template.ts";

/** What a cell needs to know to start its database. Plain JSON. */
export type DatabasePlan =
  | { readonly engine: "postgres"; readonly template: PostgresTemplate }
  | { readonly engine: "mysql"; readonly template: MysqlTemplate }
  | { readonly engine: "sqlite" };

/** A database that runs, or lies, in a cell. */
export interface CellDatabase {
  /** What a tap forwards to; missing where the database is a file. */
  readonly socketPath?: string;
  /** "PostgreSQL 15.18" */
  readonly version: string;
  /** @param now the cell clock, milliseconds. */
  openInspector(now: () => number): Promise<DatabaseInspector & { close(): Promise<void> }>;
  close(): Promise<void>;
}

const features: Readonly<Record<DatabaseEngine, readonly DatabaseFeature[]>> = {
  postgres: ["server", "statement-log"],
  mysql: ["server", "statement-log"],
  sqlite: [],
};

/** The engine has all that a check asks of the database. */
export function offers(engine: DatabaseEngine, required: readonly DatabaseFeature[] = []): boolean {
  return required.every((feature) => features[engine].includes(feature));
}

/** Makes ready, once for each machine, what every cell's database is copied from. */
export async function prepareDatabase(engine: DatabaseEngine): Promise<DatabasePlan> {
  if (engine === "postgres") return { engine, template: await prepareTemplate() };
  if (engine === "mysql") return { engine, template: await prepareMysqlTemplate() };
  return { engine };
}

/**
 * What the submission finds in DATABASE_URL.
 *
 * @param port of the tap.
 */
export function databaseUrl(plan: DatabasePlan, port: number, dataFolder: string): string {
  // Four slashes, as most libraries write a whole path; what reads it as an address gets a path with one too many.
  if (plan.engine === "sqlite") return `sqlite:///${dataFolder}/app.db`;
  return `${plan.engine}://app:${plan.template.passwords.application}@127.0.0.1:${String(port)}/app`;
}
