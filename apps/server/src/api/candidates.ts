import { places } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { candidateZip } from "../export/candidate-zip.ts";
import { unseenBy } from "../judgement/own-first.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, moment, type Api } from "./route.ts";

const ofCandidate = z.object({ candidate: id });

/** What is kept of people: how long, all of it as a file, and its end. */
export function candidateRoutes(api: Api, parts: Parts): void {
  const { database, deletion, retention } = parts;

  api.get(
    "/retention",
    {
      config: { access: "recruit" },
      schema: {
        summary: "How long data of candidates is kept, what the law of some places says, and whose goes next",
        response: {
          200: z.object({
            roles: z
              .array(
                z.object({ id, title: z.string(), keep_months: z.number(), place: z.string(), people: z.number() }),
              )
              .readonly(),
            places: z
              .array(
                z.object({
                  ...{ id: z.string(), name: z.string(), says: z.string() },
                  ...{ at_least: z.number().nullable(), suggested: z.number().nullable() },
                  sources: z.array(z.object({ title: z.string(), url: z.string() })).readonly(),
                }),
              )
              .readonly(),
            leaving: z
              .array(
                z.object({
                  ...{ candidate: id, name: z.string(), name_hidden: z.boolean(), role: z.string(), until: moment },
                }),
              )
              .readonly(),
          }),
        },
      },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const [roles, leaving] = await Promise.all([parts.roles.list(organization), retention.leaving(organization, 50)]);
      return {
        roles: roles.map(({ id: role, title, keep_months, place, people }) => ({
          ...{ id: role, title, keep_months, place, people },
        })),
        places,
        // Set where names are hidden.
        leaving: leaving.map((one) => ({ ...one, name_hidden: false })),
      };
    },
  );

  api.get(
    "/candidates/:candidate/export",
    {
      config: { access: "recruit" },
      schema: {
        params: ofCandidate,
        summary: "Everything that is kept on one candidate, as one zip: rows as JSON, code, evidence",
        produces: ["application/zip"],
      },
    },
    async (request, reply) => {
      const member = memberOf(request);
      const { organization, id: by } = member;
      const { candidate } = request.params;
      if ((await unseenBy(member, { candidate }, parts)).size > 0) {
        throw new Problem(
          "not-now",
          "This file holds what others think of this person. Rate them first; then you can download it.",
        );
      }
      const zip = found(await candidateZip(parts, candidate, organization, by), "candidate");
      return reply
        .header("content-disposition", `attachment; filename="candidate-${candidate}.zip"`)
        .type("application/zip")
        .send(zip);
    },
  );

  api.post(
    "/candidates/:candidate/delete",
    {
      config: { access: "recruit" },
      schema: {
        params: ofCandidate,
        summary: "Deletes code, evidence, thread and the candidate, for good. Confirmed by the candidate's name",
        body: z.object({ name: z.string().max(200) }),
        response: { 204: z.null().describe("Nothing") },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { candidate } = request.params;
      const { name } = found(
        await database
          .selectFrom("candidate")
          .select("name")
          .where("id", "=", candidate)
          .where("organization_id", "=", organization)
          .executeTakeFirst(),
        "candidate",
      );
      const { access } = memberOf(request);
      const hidden = await parts.hiddenNames.from(organization, { person: by, access });
      const shown = hidden.find((one) => one.candidate === candidate)?.code_name ?? name;
      if (![name.trim(), shown].includes(request.body.name.trim())) {
        throw new Problem("not-valid", "Type the name exactly as it stands here. Nothing was deleted.", [
          { path: "name", message: "is not the name" },
        ]);
      }
      await deletion.deleteCandidate(candidate, organization, by);
      return reply.code(204).send(null);
    },
  );
}
