import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { planCalendar } from "../calendar/plan-calendar.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { lineText, plan, planFor, ticked } from "./plans.ts";
import { id, moment, type Api } from "./route.ts";

const ofApplication = z.object({ application: id });
const ofItem = z.object({ item: id });
const link = z.object({ id, made_at: moment }).meta({ id: "PlanLink" });
const opened = z.object({ name: z.string(), organization: z.string(), plan }).meta({ id: "OpenedPlan" });

/** A plan's other side: by link, without an account, to read, to tick and to write a line. */
export function planSharingRoutes(api: Api, { applications, plans, planLinks, url }: Parts): void {
  api.get(
    "/applications/:application/plan/links",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: { params: ofApplication, response: { 200: z.array(link).readonly() } },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      return planLinks.of(application);
    },
  );

  api.post(
    "/applications/:application/plan/links",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: {
        params: ofApplication,
        summary: "A new link, which is shown this once",
        response: { 201: z.object({ id, link: z.string() }) },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      await planFor(application, { plans });
      const made = await planLinks.make(application, { organization, by, side: "hirer" });
      // After the mark, so that servers and logs never see it.
      return reply.code(201).send({ id: made.id, link: `${url}/plan#${made.token}` });
    },
  );

  api.delete(
    "/plan-links/:plan_link",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: { params: z.object({ plan_link: id }), response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { id: revoked } = found(await planLinks.find(request.params.plan_link, organization), "link");
      await planLinks.revoke(revoked, { organization, by, side: "hirer" });
      return reply.code(204).send(null);
    },
  );

  api.get(
    "/plan",
    {
      config: { access: "anybody" },
      schema: {
        summary: "What a plan's link opens: the link's token as a bearer token",
        response: { 200: opened },
      },
    },
    async (request) => shown(await openedBy(request)),
  );

  api.put(
    "/plan/items/:item/done",
    { config: { access: "anybody" }, schema: { params: ofItem, body: ticked, response: { 200: opened } } },
    async (request) => {
      const { about, item, actor } = await itemOf(request, request.params.item);
      await plans.tick(item, request.body.done, actor);
      return shown(about);
    },
  );

  api.post(
    "/plan/items/:item/lines",
    {
      config: { access: "anybody", rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: { params: ofItem, body: lineText, response: { 201: opened } },
    },
    async (request, reply) => {
      const { about, item, actor } = await itemOf(request, request.params.item);
      await plans.write(item, request.body.text, actor);
      return reply.code(201).send(await shown(about));
    },
  );

  api.get(
    "/plan/calendar",
    {
      config: { access: "anybody" },
      schema: { summary: "The plan as a calendar file (RFC 5545)", produces: ["text/calendar"] },
    },
    async (request, reply) => {
      const about = await openedBy(request);
      const made = await planFor(about.id, { plans });
      return reply.type("text/calendar; charset=utf-8").send(planCalendar(made, { name: about.organization }));
    },
  );

  async function openedBy(request: FastifyRequest) {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
    const about = token === undefined ? undefined : await planLinks.open(token);
    if (about !== undefined) return about;
    throw new Problem("link-not-valid", "It was taken back, or is not whole. Ask whoever sent it for a new one.");
  }

  async function itemOf(request: FastifyRequest, item: string) {
    const about = await openedBy(request);
    const row = await plans.findItem(item, about.organization_id);
    return {
      about,
      item: found(row?.application_id === about.id ? row : undefined, "milestone"),
      actor: { organization: about.organization_id, by: "candidate", side: "starter" } as const,
    };
  }

  async function shown({ id: application, name, organization }: Awaited<ReturnType<typeof openedBy>>) {
    return { name, organization, plan: await planFor(application, { plans }) };
  }
}
