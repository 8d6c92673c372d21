import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { MongodbBinary } from "./binaries.ts";

/** The submission's database, and the user that owns it and is no administrator. */
export const databaseName = "app";
export const applicationUser = "app";

/** What a cell needs to know to start a server of its own. Plain JSON. */
export interface MongodbPlan {
  readonly binary: MongodbBinary;
  /** Made for one evaluation. The submission is told the first and never meets the second. */
  readonly passwords: { readonly application: string; readonly inspector: string };
}

export function planFor(binary: MongodbBinary): MongodbPlan {
  const secret = (): string => randomBytes(24).toString("base64url");
  return { binary, passwords: { application: secret(), inspector: secret() } };
}

/** Where the gate before a server in `directory` listens. */
export function mongodbSocketIn(directory: string): string {
  return join(directory, "gate", "mongodb.sock");
}

/** What the submission finds in DATABASE_URL. @param port of the tap. */
export function mongodbUrl({ passwords }: MongodbPlan, port: number): string {
  return `mongodb://${applicationUser}:${passwords.application}@127.0.0.1:${String(port)}/${databaseName}`;
}
