import { z } from "zod";
import { longestToken, usualToken } from "@assay/store";
import { memberOf, type Member } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, line, maybeMoment, moment, type Api } from "./route.ts";

const held = z
  .object({ id, name: z.string(), person: z.string(), made_at: moment, used_at: maybeMoment, expires_at: moment })
  .meta({ id: "Token" });

/** Programs that act for a person. Everybody has their own; an owner sees and ends everybody's. */
export function tokenRoutes(api: Api, { tokens }: Parts): void {
  const reach = ({ access, id: person }: Member) => (access === "owner" ? {} : { person });

  api.get(
    "/tokens",
    { config: { access: "read" }, schema: { response: { 200: z.array(held).readonly() } } },
    async (request) => {
      const member = memberOf(request);
      return tokens.list(member.organization, reach(member));
    },
  );

  api.post(
    "/tokens",
    {
      config: { access: "read" },
      schema: {
        summary: "A token with my own access: it is shown this once",
        body: z.object({
          name: line(80),
          days: z.int().min(1).max(longestToken).default(usualToken).describe("Until it expires"),
        }),
        response: { 201: z.object({ id, token: z.string(), expires_at: moment }) },
      },
    },
    async (request, reply) => {
      const { organization, id: person, credential } = memberOf(request);
      if (credential.startsWith("token:"))
        throw new Problem("not-allowed", "A token can’t create tokens. Log in, and create one in Settings.");
      return reply.code(201).send(await tokens.make(organization, person, request.body));
    },
  );

  api.delete(
    "/tokens/:token",
    {
      config: { access: "read" },
      schema: { params: z.object({ token: id }), response: { 204: z.null().describe("Nothing") } },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const revoked = await tokens.revoke(request.params.token, member.organization, member.id, reach(member));
      found(revoked || undefined, "token");
      return reply.code(204).send(null);
    },
  );
}
