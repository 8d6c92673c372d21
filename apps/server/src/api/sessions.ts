import { z } from "zod";
import { memberOf, type Member } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { id, moment, type Api } from "./route.ts";

const session = z
  .object({ id, user_agent: z.string().nullable(), made_at: moment, is_this: z.boolean() })
  .meta({ id: "Session" });

/** Where I am logged in, and how to end that. */
export function sessionRoutes(api: Api, { sessions }: Parts): void {
  api.delete(
    "/sessions/:session",
    {
      config: { access: "read" },
      schema: { params: z.object({ session: id }), response: { 204: z.null().describe("Nothing") } },
    },
    async (request, reply) => {
      found((await sessions.end(request.params.session, memberOf(request).id)) || undefined, "session");
      return reply.code(204).send(null);
    },
  );

  api.get(
    "/sessions",
    { config: { access: "read" }, schema: { response: { 200: z.array(session).readonly() } } },
    async (request) => {
      const member = memberOf(request);
      const rows = await sessions.list(member.id);
      return rows.map((row) => ({ ...row, is_this: row.id === sessionOf(member) }));
    },
  );

  api.delete(
    "/sessions",
    {
      config: { access: "read" },
      schema: {
        summary: "Ends all of my sessions but the one that asks",
        response: { 204: z.null().describe("Nothing") },
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      await sessions.endAll(member.id, sessionOf(member));
      return reply.code(204).send(null);
    },
  );
}

/** Undefined for a program's token. */
function sessionOf({ credential }: Member): string | undefined {
  return /^session:(.+)$/.exec(credential)?.[1];
}
