import { earliestStart, isZone, mostDaysAgo, movedWith } from "@assay/hiring";
import { planItemKinds, planSides, type PlanRow } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { hiddenFrom } from "../blind/hiding.ts";
import { planCalendar } from "../calendar/plan-calendar.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, line, maybeLine, maybeMoment, moment, type Api } from "./route.ts";

const ofApplication = z.object({ application: id });
const ofItem = z.object({ item: id });
const day = z.iso.date("must be a day such as 2026-12-01");

const planItem = z.object({
  ...{ id, kind: z.enum(planItemKinds), on_day: z.string(), text: z.string(), first: z.string(), seen: z.string() },
  ...{ done_at: maybeMoment, done_by: z.enum(planSides).nullable(), struck_at: maybeMoment },
  lines: z.array(z.object({ id, by: z.enum(planSides), text: z.string(), made_at: moment })).readonly(),
});

export const plan = z
  .object({
    ...{ starts_on: z.string(), time_zone: z.string(), at_time: z.string() },
    items: z.array(planItem).readonly(),
  })
  .meta({ id: "Plan" });

const times = z.object({
  time_zone: z.string().max(60).refine(isZone, "is no time zone such as Europe/Berlin"),
  at_time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 10:00"),
});
const said = { on_day: day, text: maybeLine(300), first: maybeLine(1_000), seen: maybeLine(500) };
const newItem = z
  .object({ kind: z.enum(planItemKinds), ...said })
  .refine(({ kind, text }) => kind === "check-in" || text !== "", { path: ["text"], message: "must not be empty" });

/** What either side may do: tick, and write a line. */
export const ticked = z.object({ done: z.boolean() });
export const lineText = z.object({ text: line(2_000) });

/** The first 90 days, for whoever hires. About what is to be reached: nothing here measures a person. */
export function planRoutes(api: Api, parts: Parts): void {
  const { applications, plans } = parts;

  const ofCandidate = async (application: string, organization: string) => {
    const [card] = await applications.cards(organization, { id: application });
    return found(card, "candidate");
  };
  const planOf = (application: string) => planFor(application, parts);
  const itemOf = async (item: string, organization: string) =>
    found(await plans.findItem(item, organization), "milestone");

  api.get(
    "/applications/:application/plan",
    {
      config: { access: "read", tellsDecision: true },
      schema: { params: ofApplication, response: { 200: z.object({ plan: plan.nullable() }) } },
    },
    async (request) => {
      const { id: application } = await ofCandidate(request.params.application, memberOf(request).organization);
      return { plan: (await plans.of(application)) ?? null };
    },
  );

  api.post(
    "/applications/:application/plan",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: {
        params: ofApplication,
        summary: "A plan for who got an offer: one for each",
        body: times.extend({ starts_on: day, items: z.array(newItem).min(1).max(100) }),
        response: { 201: plan },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = await ofCandidate(request.params.application, organization);
      assertNotLongAgo(request.body.starts_on);
      if (!(await plans.make(application, request.body, { organization, by, side: "hirer" }))) {
        throw new Problem("not-now", "A plan is made once, and after an offer. Look at the decision, or at the plan.");
      }
      return reply.code(201).send(await planOf(application));
    },
  );

  api.put(
    "/applications/:application/plan/times",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: {
        params: ofApplication,
        summary: "The first day, on which clocks check-ins are, and when. What is not done moves with the first day",
        body: times.extend({ starts_on: day.optional() }),
        response: { 200: plan },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = await ofCandidate(request.params.application, organization);
      const { starts_on: before, items } = await planOf(application);
      const { starts_on: start = before, ...clocks } = request.body;
      if (start !== before) assertNotLongAgo(start);
      const moved = items
        .filter(({ done_at: done }) => start !== before && done === null)
        .map(({ id: item, on_day: on }) => ({ id: item, on_day: movedWith(on, before, start) }));
      await plans.setTimes(application, { ...clocks, starts_on: start }, moved, { organization, by, side: "hirer" });
      return planOf(application);
    },
  );

  api.post(
    "/applications/:application/plan/items",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: { params: ofApplication, body: newItem, response: { 201: plan } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = await ofCandidate(request.params.application, organization);
      await planOf(application);
      await plans.addItem(application, request.body, { organization, by, side: "hirer" });
      return reply.code(201).send(await planOf(application));
    },
  );

  api.put(
    "/plan-items/:item",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: {
        params: ofItem,
        summary: "Moves it, says it in other words, strikes it or takes it back in",
        body: z.object({ ...said, struck: z.boolean() }),
        response: { 200: plan },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const item = await itemOf(request.params.item, organization);
      const { struck: isStruck, ...rest } = request.body;
      if (item.kind === "milestone" && rest.text === "") {
        throw new Problem("not-valid", "Say what is to be reached.", [{ path: "text", message: "must not be empty" }]);
      }
      await plans.changeItem(item, { ...rest, isStruck }, { organization, by, side: "hirer" });
      return planOf(item.application_id);
    },
  );

  api.put(
    "/plan-items/:item/done",
    {
      config: { access: "review", tellsDecision: true },
      schema: { params: ofItem, body: ticked, response: { 200: plan } },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const item = await itemOf(request.params.item, organization);
      await plans.tick(item, request.body.done, { organization, by, side: "hirer" });
      return planOf(item.application_id);
    },
  );

  api.post(
    "/plan-items/:item/lines",
    {
      config: { access: "review", tellsDecision: true },
      schema: { params: ofItem, body: lineText, response: { 201: plan } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const item = await itemOf(request.params.item, organization);
      await plans.write(item, request.body.text, { organization, by, side: "hirer" });
      return reply.code(201).send(await planOf(item.application_id));
    },
  );

  api.get(
    "/applications/:application/plan/calendar",
    {
      config: { access: "read", tellsDecision: true },
      schema: { params: ofApplication, summary: "The plan as a calendar file (RFC 5545)", produces: ["text/calendar"] },
    },
    async (request, reply) => {
      const { id: application, name } = await ofCandidate(request.params.application, memberOf(request).organization);
      const made = await planOf(application);
      // Before its lines are folded: a name that goes over two of them would be found by nothing.
      const hidden = await hiddenFrom(request, parts);
      const shown = (text: string) => hidden?.names.inText(text) ?? text;
      const items = made.items.map((item) => ({
        ...item,
        ...{ text: shown(item.text), first: shown(item.first), seen: shown(item.seen) },
      }));
      return reply.type("text/calendar; charset=utf-8").send(planCalendar({ ...made, items }, { name: shown(name) }));
    },
  );
}

/** @throws Problem `not-valid` where nobody can mean that first day */
function assertNotLongAgo(start: string): void {
  if (start >= earliestStart(new Date())) return;
  const most = String(mostDaysAgo);
  throw new Problem("not-valid", `The first day is more than ${most} days ago. Look at the year, and change it.`, [
    { path: "starts_on", message: `must be ${most} days ago at most` },
  ]);
}

/** @throws Problem `not-now` where there is none yet */
export async function planFor(application: string, { plans }: Pick<Parts, "plans">): Promise<PlanRow> {
  const row = await plans.of(application);
  if (row !== undefined) return row;
  throw new Problem("not-now", "There is no plan yet. Make one first.");
}
