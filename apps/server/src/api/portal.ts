import {
  aiPolicies,
  closedFor,
  followUpOf,
  isFixAwaited,
  letterWays,
  releaseOf,
  testPaid,
  type ApplicationRow,
  type DecisionRow,
  type Sent,
} from "@assay/store";
import { z } from "zod";
import { applicationOf } from "../access/identify.ts";
import { announced } from "../challenges/announced.ts";
import { packFor } from "../challenges/brief.ts";
import { makeRepository } from "../git/make-repository.ts";
import { streamPortalChanges } from "../live/portal-changes.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { message, messageText } from "./messages.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

const sent = z
  .object({
    ...{ id, name: z.string(), kind: z.enum(["draft", "final"]), commit: z.string().nullable(), made_at: moment },
    /** The change that it makes to the first work; null for the first work itself. */
    follow_up: z.string().nullable(),
    evaluation: z
      .object({
        id,
        state: z.enum(["waiting", "running", "tested", "could-not-run", "failed", "cancelled"]),
      })
      .nullable(),
  })
  .meta({ id: "Sent" });

/** The change to the first work that this candidate was asked for. */
const portalFollowUp = z
  .object({
    ...{ id: z.string(), title: z.string(), text: z.string(), minutes: z.number(), has_contract: z.boolean() },
    ...{ checks: z.number(), open_checks: z.number() },
    ...{ asked_at: maybeMoment, due_at: maybeMoment, submitted_at: maybeMoment },
    /** Why nothing can be handed in for it, where that is so. */
    closed: z.enum(["handed-in", "decided"]).nullable(),
    report: z.object({ is_ready: z.boolean(), on: maybeMoment }),
  })
  .meta({ id: "PortalFollowUp" });

const portalState = z
  .object({
    ...{ application: id, organization: z.string(), candidate: z.string(), decider: z.string() },
    role: z.object({
      ...{ title: z.string(), test_paid: z.enum(testPaid).nullable(), pays: z.string() },
      ...{ ai_policy: z.enum(aiPolicies), keep_months: z.number() },
    }),
    is_open: z.boolean(),
    challenge: z.object({
      ...{ id: z.string(), title: z.string(), brief: z.string(), starters: z.array(z.string()).readonly() },
      ...{ has_contract: z.boolean(), checks: z.number(), open_checks: z.number() },
      areas: z
        .array(
          z.object({
            ...{ area: z.string(), checks: z.number(), subjects: z.array(z.string()).readonly() },
            open: z.array(z.object({ id: z.string(), title: z.string() })).readonly(),
          }),
        )
        .readonly(),
      extras: z.array(z.string()).readonly(),
    }),
    ...{ agreed_at: maybeMoment, due_at: maybeMoment, submitted_at: maybeMoment },
    /** Without the link's own secret, which the page puts in. */
    repository: z.string(),
    sent: z.array(sent).readonly(),
    /** Why nothing can be handed in, where that is so. */
    closed: z.enum(["handed-in", "decided"]).nullable(),
    decided_at: maybeMoment,
    /** One fix that was asked for, until something new is handed in. Of the decision, who made it, and never why. */
    fix: z
      .object({
        ...{ by: z.string(), asked_at: moment },
        /** How the letter came that tells what to fix: by mail it stands among the questions too. Null for not yet. */
        told: z.enum(letterWays).nullable(),
      })
      .nullable(),
    /** What was found: whether it can be read, and when at the latest. */
    report: z.object({ is_ready: z.boolean(), on: maybeMoment }),
    more_time: z.object({
      asked: z.number(),
      /** What the candidate asked for, the oldest first, with the answers of those who run the hiring. */
      requests: z
        .array(
          z.object({
            ...{ id, text: z.string(), days: z.number(), made_at: moment, is_open: z.boolean() },
            ...{ answer: z.string().nullable(), answer_days: z.number().nullable() },
            ...{ answered_at: maybeMoment, answered_by: z.string().nullable() },
          }),
        )
        .readonly(),
    }),
    follow_up: portalFollowUp.nullable(),
    notices: z.array(z.object({ id, kind: z.string(), made_at: moment, facts: z.looseObject({}) })).readonly(),
  })
  .meta({ id: "Portal" });

const states = { waiting: "waiting", running: "running", failed: "failed", cancelled: "cancelled" } as const;

/** Never the verdict: that comes with the report. */
function shown({ evaluation, ...rest }: Sent): z.infer<typeof sent> {
  if (evaluation === null) return { ...rest, evaluation };
  const { id: evaluationId, state, verdict } = evaluation;
  const done = verdict === "could-not-run" ? ("could-not-run" as const) : ("tested" as const);
  return {
    ...rest,
    evaluation: { id: evaluationId, state: state === "done" ? done : states[state] },
  };
}

/** The candidate's page: what is asked, what happens to the work, more time, questions. */
export function portalRoutes(api: Api, parts: Parts): void {
  const { portal, messages, adjustments, letters, notices, url } = parts;

  api.get(
    "/portal",
    { config: { access: "candidate" }, schema: { response: { 200: portalState } } },
    async (request) => {
      const application = applicationOf(request);
      await portal.open(application.id);
      return stateOf(application);
    },
  );

  api.post(
    "/portal/agree",
    {
      config: { access: "candidate" },
      schema: {
        summary: "The candidate has read what happens to the work: opens downloads, the repository and uploads",
        body: z.object({ understood: z.literal(true), starter: z.string().max(40).optional() }),
        response: { 200: portalState },
      },
    },
    async (request) => {
      const application = applicationOf(request);
      const { starter } = request.body;
      const { pack } = await packOf(application, parts);
      if (starter !== undefined && !pack.starters.includes(starter)) {
        throw new Problem("not-valid", `There is no start in that language. There is: ${pack.starters.join(", ")}.`, [
          { path: "starter", message: "is no start of this challenge" },
        ]);
      }
      await makeRepository(application.id, { pack, starter }, parts);
      await portal.agree(application);
      return stateOf(found(await parts.applications.find(application.id, application.organization_id), "task"));
    },
  );

  api.post(
    "/portal/more-time",
    {
      config: { access: "candidate" },
      schema: {
        summary: "More time is given at once; whoever rates the work never hears of it",
        body: z.object({ text: z.string().trim().max(5_000).default("") }),
        response: { 200: z.object({ days: z.number(), due_at: maybeMoment }) },
      },
    },
    async (request) => {
      const { days, due } = await adjustments.ask(applicationOf(request), request.body.text);
      return { days, due_at: due };
    },
  );

  api.get(
    "/portal/changes",
    {
      config: { access: "candidate" },
      schema: {
        summary: "Server-sent events: `changed` whenever the candidate's page has something new to ask for",
        produces: ["text/event-stream"],
      },
    },
    async (request, reply) => {
      const { id: application } = applicationOf(request);
      const link = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
      const isValid = async () => (await parts.applications.findByLink(link)) !== undefined;
      return streamPortalChanges(request, reply, parts, { application, isValid });
    },
  );

  api.get(
    "/portal/messages",
    { config: { access: "candidate" }, schema: { response: { 200: z.array(message).readonly() } } },
    async (request) => messages.of(applicationOf(request).id),
  );

  api.post(
    "/portal/messages",
    {
      config: { access: "candidate", rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: { body: messageText, response: { 201: message } },
    },
    async (request, reply) =>
      reply.code(201).send(await messages.add(applicationOf(request), request.body.text, { candidate: true })),
  );

  async function followUpState(
    application: ApplicationRow,
    {
      pack,
      role,
      decision,
      sent: all,
    }: Pick<Awaited<ReturnType<typeof packOf>>, "pack" | "role" | "decision"> & { readonly sent: readonly Sent[] },
  ): Promise<z.infer<typeof portalFollowUp> | null> {
    const asked = followUpOf(application, role);
    const followUp = pack.followUps.find(({ id: one }) => one === asked);
    if (followUp === undefined) return null;
    const { title, text, minutes, contract, added, publicChecks } = followUp;
    const { follow_up_submitted_at: submitted_at } = application;
    return {
      ...{ id: followUp.id, title, text, minutes, has_contract: contract !== "" },
      ...{ checks: added, open_checks: publicChecks.length },
      ...{ asked_at: application.follow_up_asked_at, due_at: application.follow_up_due_at, submitted_at },
      closed: closedFor(all, decision, followUp.id) ?? null,
      report: {
        is_ready: (await portal.released(application, followUp.id)) !== undefined,
        on: releaseOf({ submitted_at }),
      },
    };
  }

  async function fixOf(
    { id: application }: ApplicationRow,
    decision: Pick<DecisionRow, "id" | "person_name" | "made_at">,
  ) {
    const letter = (await letters.of(application)).find(
      ({ decision_id, sent_at }) => decision_id === decision.id && sent_at !== null,
    );
    return { by: decision.person_name, asked_at: decision.made_at, told: letter?.how ?? null };
  }

  async function stateOf(application: ApplicationRow): Promise<z.infer<typeof portalState>> {
    const { role, organization, candidate, decision, pack } = await packOf(application, parts);
    const all = await portal.sent(application.id);
    const requests = await adjustments.of(application.id);
    const { areas, extras } = announced(pack);
    return {
      ...{ application: application.id, organization, candidate, decider: role.decider },
      role: {
        ...{ title: role.title, test_paid: role.test_paid, pays: role.pays },
        ...{ ai_policy: role.ai_policy, keep_months: role.keep_months },
      },
      is_open: role.state === "open",
      challenge: {
        ...{ id: pack.id, title: pack.challenge.title, brief: pack.brief, starters: pack.starters },
        ...{ has_contract: pack.contract !== "", checks: pack.counted, open_checks: pack.publicChecks.length },
        ...{ areas, extras },
      },
      ...{ agreed_at: application.agreed_at, due_at: application.due_at, submitted_at: application.submitted_at },
      repository: `${url}/git/${application.id}.git`,
      sent: all.map(shown),
      closed: closedFor(all, decision) ?? null,
      decided_at: decision?.made_at ?? null,
      fix: decision !== null && isFixAwaited(all, decision) ? await fixOf(application, decision) : null,
      report: { is_ready: (await portal.released(application)) !== undefined, on: releaseOf(application) },
      more_time: { asked: requests.length, requests },
      follow_up: await followUpState(application, { pack, role, decision, sent: all }),
      notices: (await notices.forCandidate(application.id)).map(({ id: notice, kind, made_at, facts }) => ({
        ...{ id: notice, kind, made_at, facts: { ...facts } },
      })),
    };
  }
}

/** Who asks, and what for. */
export async function packOf(
  application: ApplicationRow,
  { portal, challenges }: Pick<Parts, "portal" | "challenges">,
) {
  const standing = await portal.standing(application);
  return { ...standing, pack: packFor(found(challenges.find(standing.role.challenge), "challenge"), standing.role) };
}
