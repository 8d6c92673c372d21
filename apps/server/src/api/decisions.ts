import { choices, type NotYet } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { unseenBy } from "../judgement/own-first.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

/** Long enough to be one. */
export const reason = (least: number) =>
  z
    .string()
    .trim()
    .min(least, `must say why, in ${String(least)} letters or more`)
    .max(4_000);

const decision = z
  .object({
    ...{ id, application_id: id.nullable(), choice: z.enum(choices), reason: z.string(), person_name: z.string() },
    ...{ made_at: moment, undone_at: maybeMoment, erase_at: maybeMoment },
  })
  .meta({ id: "Decision" });

/** What a person decides, with their name and a reason, after opening the report. Nothing decides by itself. */
export function decisionRoutes(api: Api, parts: Parts): void {
  const { applications, decisions, roles } = parts;
  api.get(
    "/applications/:application/decisions",
    {
      config: { access: "read" },
      schema: {
        summary: "None to who has neither rated nor decided: each gives their own first",
        params: z.object({ application: id }),
        response: { 200: z.array(decision).readonly() },
      },
    },
    async (request) => {
      const member = memberOf(request);
      const { organization } = member;
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      const unseen = await unseenBy(member, { applications: [application] }, parts);
      return unseen.get(application)?.decision === true ? [] : decisions.of(application, organization);
    },
  );

  api.post(
    "/applications/:application/decision",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ application: id }),
        summary: "Decides, and hands the candidate what was found; whoever decides has opened the newest report",
        body: z.object({ choice: z.enum(choices), reason: reason(20) }),
        response: { 201: decision },
      },
    },
    async (request, reply) => {
      const { organization, ...by } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      const [made] = madeOf(await decisions.make([application], { organization, ...request.body, by }));
      return reply.code(201).send(found(made, "candidate"));
    },
  );

  api.post(
    "/roles/:role/none-of-them",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ role: id }),
        summary: "A no to each who is named, with one reason: all of them, or none where a report was not opened",
        body: z.object({ applications: z.array(id).min(1).max(100), reason: reason(20) }),
        response: { 201: z.array(decision).readonly() },
      },
    },
    async (request, reply) => {
      const { organization, ...by } = memberOf(request);
      const role = found(await roles.find(request.params.role, organization), "role");
      const cards = await applications.cards(organization, { role: role.id });
      const asked = [...new Set(request.body.applications)];
      for (const one of asked)
        found(
          cards.find(({ id: card }) => card === one),
          "candidate",
        );
      const outcome = await decisions.make(asked, { organization, choice: "no", reason: request.body.reason, by });
      return reply.code(201).send(madeOf(outcome));
    },
  );

  api.post(
    "/decisions/:decision/undo",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: { params: z.object({ decision: id }), response: { 200: decision } },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { id: made } = found(await decisions.find(request.params.decision, organization), "decision");
      const undone = await decisions.undo(made, organization, by);
      if (undone === undefined) throw new Problem("already-done", "It was undone already.");
      return undone;
    },
  );
}

/** @throws Problem that says in whose case something is still to be done first */
function madeOf(outcome: Awaited<ReturnType<Parts["decisions"]["make"]>>) {
  if ("made" in outcome) return outcome.made;
  const called = (why: NotYet["why"]) =>
    outcome.notYet.filter((one) => one.why === why).map(({ code_name }) => code_name);
  const [unread, tested] = [called("report-not-opened"), called("still-tested")];
  throw new Problem(
    "not-now",
    [
      ...(unread.length === 0 ? [] : [`Open the report first, of: ${unread.join(", ")}.`]),
      ...(tested.length === 0 ? [] : [`Still being tested: ${tested.join(", ")}. Wait for it, or cancel it.`]),
    ].join(" "),
  );
}
