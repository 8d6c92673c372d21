import { contractPlaceOf } from "@assay/hiring";
import { stages } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { hiddenFrom } from "../blind/hiding.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { told } from "./follow-ups.ts";
import { mayInvite } from "./may-invite.ts";
import { card } from "./roles.ts";
import { id, moment, type Api } from "./route.ts";

const ofApplication = z.object({ application: id });

/** One candidate in one role: the card, the invitation, where it stands. */
export function applicationRoutes(api: Api, parts: Parts): void {
  const { applications, roles, challenges, database, mailer, url } = parts;
  const cardOf = async (application: string, organization: string) =>
    found((await applications.cards(organization, { id: application }))[0], "candidate");

  api.get(
    "/applications/:application",
    { config: { access: "read" }, schema: { params: ofApplication, response: { 200: card } } },
    async (request) => cardOf(request.params.application, memberOf(request).organization),
  );

  api.get(
    "/applications/:application/note",
    {
      config: { access: "read" },
      schema: {
        params: ofApplication,
        summary: "What the candidate said with the work, read by people and never scored; null where nothing was",
        response: { 200: z.object({ told: told.nullable() }) },
      },
    },
    async (request) => {
      const { organization } = memberOf(request);
      return { told: found(await applications.find(request.params.application, organization), "candidate").told };
    },
  );

  api.post(
    "/applications/:application/invite",
    {
      config: { access: "recruit" },
      schema: {
        summary: "A new link, which ends those before it",
        params: ofApplication,
        body: z.object({ mail: z.boolean().default(true) }),
        response: { 201: z.object({ link: z.string(), mailed: z.boolean(), due_at: moment }) },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const card = await cardOf(request.params.application, organization);
      const { id: application, role_id, name, email } = card;
      const role = found(await roles.find(role_id, organization), "role");
      // Where a market place brought them together, the invitation is for its own chat.
      const byMail = request.body.mail && mailer.sends && email !== "" && contractPlaceOf(card.source) === undefined;
      const hidden = await hiddenFrom(request, parts);
      if (!byMail && hidden?.people.some((one) => one.application === application) === true) {
        throw new Problem(
          "not-now",
          "To send this by hand you need the name, which is still hidden. Ask to see it first.",
        );
      }
      mayInvite(card, role);
      const { token, due } = await applications.invite(application, organization, by);
      // After the mark, so that servers and logs never see it.
      const link = `${url}/task#${token}`;
      const facts = {
        ...{ name, role: role.title, pays: role.pays, aiPolicy: role.ai_policy, due, link },
        challenge: challenges.find(role.challenge)?.challenge.title ?? role.challenge,
      };
      let mailed = byMail;
      if (mailed) {
        const { name: called } = await database
          .selectFrom("organization")
          .select("name")
          .where("id", "=", organization)
          .executeTakeFirstOrThrow();
        try {
          await mailer.send({ to: email, kind: "invitation", facts: { ...facts, organization: called } });
        } catch (error) {
          // The link is good all the same: whoever invites is shown it, to send it by hand.
          request.log.error({ err: error }, "the mail server took no invitation");
          mailed = false;
        }
      }
      return reply.code(201).send({ link, mailed, due_at: due });
    },
  );

  api.delete(
    "/applications/:application/link",
    {
      config: { access: "recruit" },
      schema: {
        summary: "Revokes the candidate's link: neither their page nor git opens by it, until a new one is made",
        params: ofApplication,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      await applications.revokeLinks(application, organization, by);
      return reply.code(204).send(null);
    },
  );

  api.put(
    "/applications/:application/stage",
    {
      config: { access: "recruit" },
      schema: {
        params: ofApplication,
        body: z.object({ stage: z.enum(stages) }),
        response: { 200: z.object({ before: z.enum(stages) }) },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { application } = request.params;
      return { before: found(await applications.move(application, organization, request.body.stage, by), "candidate") };
    },
  );
}
