import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { packFor } from "../challenges/brief.ts";
import { handOverZip } from "../hand-over/hand-over-zip.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { mayInvite } from "./may-invite.ts";
import { id, type Api } from "./route.ts";

/** Where no link of ours would open for a candidate, the task goes out as a file that a person sends. */
export function handOverRoutes(api: Api, { applications, roles, challenges, database }: Parts): void {
  api.post(
    "/applications/:application/hand-over",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ application: id }),
        body: z.object({ starter: z.string().max(40).optional() }),
        summary: "The task as one zip, to send by hand. Whoever takes it has invited the candidate.",
        produces: ["application/zip"],
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { starter } = request.body;
      const card = found((await applications.cards(organization, { id: request.params.application }))[0], "candidate");
      const role = found(await roles.find(card.role_id, organization), "role");
      const pack = packFor(found(challenges.find(role.challenge), "challenge"), role);
      if (starter !== undefined && !pack.starters.includes(starter)) {
        throw new Problem("not-valid", `There is no start in that language. There is: ${pack.starters.join(", ")}.`, [
          { path: "starter", message: "is no start of this challenge" },
        ]);
      }
      mayInvite(card, role);
      const { name: called } = await database
        .selectFrom("organization")
        .select("name")
        .where("id", "=", organization)
        .executeTakeFirstOrThrow();
      const due = await applications.handOver(card.id, organization, by);
      const zip = await handOverZip(pack, {
        ...{ name: card.name, organization: called, role, due },
        ...(starter === undefined ? {} : { starter }),
      });
      return reply
        .header("content-disposition", `attachment; filename="${pack.id}-task.zip"`)
        .type("application/zip")
        .send(zip);
    },
  );
}
