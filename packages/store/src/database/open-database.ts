import { Kysely, PostgresDialect } from "kysely";
import { Pool, types, type CustomTypesConfig } from "pg";
import type { Tables } from "./tables.ts";

export type Database = Kysely<Tables>;

/** Counts and sizes come as numbers: none of ours is larger than JavaScript's largest whole one. */
const parsing: CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === types.builtins.INT8 ? Number : (types.getTypeParser(type, format) as (text: string) => unknown),
};

/** @param url such as `postgres://assay@db.example/assay` */
export function openDatabase(url: string, { connections = 10 }: { readonly connections?: number } = {}): Database {
  const pool = new Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 5_000, types: parsing });
  // A connection that breaks while nobody uses it is replaced by the pool; unhandled, this event would end the process.
  pool.on("error", () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
