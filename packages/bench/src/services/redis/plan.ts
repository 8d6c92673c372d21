import { randomBytes } from "node:crypto";
import type { RedisBinary } from "./binaries.ts";

export const applicationUser = "app";

/** What a cell needs to know to start a Redis of its own. Plain JSON. */
export interface RedisPlan {
  readonly binary: RedisBinary;
  /** Made for one evaluation. The submission is told the first and never meets the second. */
  readonly passwords: { readonly application: string; readonly inspector: string };
}

export function redisPlanFor(binary: RedisBinary): RedisPlan {
  const secret = (): string => randomBytes(24).toString("base64url");
  return { binary, passwords: { application: secret(), inspector: secret() } };
}

/** What the submission finds in REDIS_URL. @param port of the tap. */
export function redisUrl({ passwords }: RedisPlan, port: number): string {
  return `redis://${applicationUser}:${passwords.application}@127.0.0.1:${String(port)}`;
}
