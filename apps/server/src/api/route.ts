import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";

/** An instance whose routes take their types from their schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export const id = z.uuid();
/** A moment, as ISO 8601. */
export const moment = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
export const maybeMoment = moment.nullable();
/** One line that a person types. */
export const line = (longest: number) => z.string().trim().min(1, "must not be empty").max(longest);
export const maybeLine = (longest: number) => z.string().trim().max(longest);
/** As browsers check it; empty where there is none. */
export const email = z.email("is no email address").max(254);
export const problem = z
  .object({
    ...{ type: z.string(), title: z.string(), status: z.number(), detail: z.string(), code: z.string() },
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
