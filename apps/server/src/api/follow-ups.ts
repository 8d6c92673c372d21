import { followUpOf, type NotAsked } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { changeZip } from "../hand-over/change-zip.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

/** What a candidate says of their work, in parts. */
export const told = z.object({ built: z.string(), next: z.string(), help: z.string(), took: z.string() });

/** A change to the first work: which one this role's challenge has, and where this candidate stands with it. */
const followUp = z
  .object({
    /** Null where the challenge has none. */
    change: z
      .object({ id: z.string(), title: z.string(), minutes: z.number(), checks: z.number(), text: z.string() })
      .nullable(),
    /** The days for it, the same for all of the role; null while nobody was asked. */
    days: z.number().nullable(),
    ...{ asked_at: maybeMoment, due_at: maybeMoment, submitted_at: maybeMoment },
    told: told.nullable(),
  })
  .meta({ id: "FollowUp" });

const whyNot: Readonly<Record<NotAsked, string>> = {
  "asked-already": "This candidate was asked for it already.",
  "no-report": "First there must be a report on the work: a change is made to what runs.",
  "fix-awaited": "You asked for a fix. Wait for it, then ask for the change.",
  decided: "The decision has been made. Undo it first, if you want to go on.",
  "other-days": "Others in this role were given another number of days. It must be the same for all.",
};

/** The follow-up change: asked for by a person, the same for everyone in the role. */
export function followUpRoutes(api: Api, parts: Parts): void {
  const { applications, roles, challenges, followUps, database, mailer, url } = parts;
  const ofApplication = z.object({ application: id });

  api.get(
    "/applications/:application/follow-up",
    { config: { access: "read" }, schema: { params: ofApplication, response: { 200: followUp } } },
    async (request) => standingOf(request.params.application, memberOf(request).organization),
  );

  api.post(
    "/applications/:application/follow-up",
    {
      config: { access: "recruit" },
      schema: {
        params: ofApplication,
        summary: "Asks for the follow-up change. The first who is asked settles the days for all of the role",
        body: z.object({ days: z.number().int().min(1).max(30).optional(), mail: z.boolean().default(true) }),
        response: { 201: z.object({ link: z.string(), mailed: z.boolean(), due_at: moment }) },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const card = found((await applications.cards(organization, { id: request.params.application }))[0], "candidate");
      const role = found(await roles.find(card.role_id, organization), "role");
      const change = changeOf(role);
      if (change === undefined) throw new Problem("not-now", "This task has no follow-up change.");
      const asked = await followUps.ask(card.id, {
        ...{ organization, by, followUp: change.id, days: request.body.days },
      });
      if ("notAsked" in asked) throw new Problem("not-now", whyNot[asked.notAsked]);
      const { due, token } = asked;
      // After the mark, so that servers and logs never see it.
      const link = `${url}/task#${token}`;
      let mailed = request.body.mail && mailer.sends && card.email !== "";
      if (mailed) {
        const called = await nameOf(organization);
        const { title, minutes } = change;
        const facts = { name: card.name, organization: called, role: role.title, change: title, minutes, due, link };
        try {
          await mailer.send({ to: card.email, kind: "follow-up", facts });
        } catch (error) {
          // The link is good all the same: whoever asks is shown it, to send it by hand.
          request.log.error({ err: error }, "the mail server took no letter");
          mailed = false;
        }
      }
      return reply.code(201).send({ link, mailed, due_at: due });
    },
  );

  api.post(
    "/applications/:application/follow-up/take-back",
    {
      config: { access: "recruit" },
      schema: {
        params: ofApplication,
        summary: "Takes it back, while nothing was sent for it",
        response: { 200: followUp },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      if (!(await followUps.takeBack(application, organization, by))) {
        throw new Problem("not-now", "Something was sent for it already, or it was never asked for.");
      }
      return standingOf(application, organization);
    },
  );

  api.get(
    "/applications/:application/follow-up/file",
    {
      config: { access: "recruit" },
      schema: {
        params: ofApplication,
        summary: "The change that was asked for as one zip, to send by hand where no link of ours opens",
        produces: ["application/zip"],
      },
    },
    async (request, reply) => {
      const { organization } = memberOf(request);
      const row = found(await applications.find(request.params.application, organization), "candidate");
      const role = found(await roles.find(row.role_id, organization), "role");
      const change = changeOf(role);
      if (change === undefined || followUpOf(row, role) === null || row.follow_up_due_at === null) {
        throw new Problem("not-now", "Ask for the change first. Then there is a day when it is due.");
      }
      const asked = { organization: await nameOf(organization), role: role.title, due: row.follow_up_due_at };
      return reply
        .header("content-disposition", `attachment; filename="${change.id}-change.zip"`)
        .type("application/zip")
        .send(changeZip(change, asked));
    },
  );

  async function nameOf(organization: string): Promise<string> {
    const { name } = await database
      .selectFrom("organization")
      .select("name")
      .where("id", "=", organization)
      .executeTakeFirstOrThrow();
    return name;
  }

  /** The role's own once the first was asked; before that, the first that its challenge has. */
  function changeOf(role: { readonly challenge: string; readonly follow_up: string | null }) {
    const all = challenges.find(role.challenge)?.followUps ?? [];
    return role.follow_up === null ? all[0] : all.find(({ id: one }) => one === role.follow_up);
  }

  async function standingOf(application: string, organization: string): Promise<z.infer<typeof followUp>> {
    const row = found(await applications.find(application, organization), "candidate");
    const role = found(await roles.find(row.role_id, organization), "role");
    const change = changeOf(role);
    const isAsked = followUpOf(row, role) !== null;
    return {
      change:
        change === undefined
          ? null
          : (({ id: one, title, minutes, added, text }) => ({ id: one, title, minutes, checks: added, text }))(change),
      days: role.follow_up_days,
      ...{ asked_at: row.follow_up_asked_at, due_at: row.follow_up_due_at, submitted_at: row.follow_up_submitted_at },
      told: isAsked ? row.follow_up_told : null,
    };
  }
}
