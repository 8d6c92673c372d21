import type { FastifyReply } from "fastify";
import { z } from "zod";
import { Problem } from "../problems/problem.ts";

/** What a form was filled in from: as RFC 9110 has it. Without it a change is made to whatever stands there now. */
export const ifMatch = z.object({ "if-match": z.string().max(100).optional() });

/** The version that was read; undefined for any. @throws Problem for what is no version of ours */
export function versionRead(header: string | undefined): number | undefined {
  if (header === undefined || header === "*") return undefined;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) {
    throw new Problem("not-valid", "Send the ETag that came with what you read as If-Match, with its quotes.");
  }
  return Number(version);
}

/** Says which version is sent, so that it can be named when it is changed. */
export function tagged<T extends { readonly version: number }>(reply: FastifyReply, thing: T): T {
  void reply.header("etag", `"${String(thing.version)}"`);
  return thing;
}
