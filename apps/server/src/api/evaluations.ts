import { renderHtml } from "@assay/report";
import { followUpOf } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { hiddenFrom } from "../blind/hiding.ts";
import { streamEvents } from "../live/events.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { receiveUpload } from "./receive-upload.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

const ofEvaluation = z.object({ evaluation: id });

export const evaluation = z
  .object({
    ...{ id, submission_id: id, challenge: z.string(), attempt: z.number() },
    state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
    ...{ asked_at: moment, started_at: maybeMoment, ended_at: maybeMoment, verdict: z.string().nullable() },
    problem: z.object({ code: z.string(), message: z.string() }).nullable(),
    /** The change to the first work that it is about; null for the first work. */
    follow_up: z.string().nullable(),
  })
  .meta({ id: "Evaluation" });

/** What was found, watched while it is found. */
export function evaluationRoutes(api: Api, parts: Parts): void {
  const { evaluations, database, challenges } = parts;
  const evaluationOf = async (evaluationId: string, organization: string) =>
    found(await evaluations.find(evaluationId, organization), "evaluation");

  api.post(
    "/applications/:application/submissions",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ application: id }),
        summary: "Hands in an archive on a candidate's behalf, as a form with one file, and has it evaluated",
        querystring: z.object({ for: z.enum(["first", "follow-up"]).default("first") }),
        consumes: ["multipart/form-data"],
        response: { 201: evaluation },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { application } = request.params;
      const row = found(await parts.applications.find(application, organization), "candidate");
      const role = found(await parts.roles.find(row.role_id, organization), "role");
      const followUp = request.query.for === "first" ? undefined : (followUpOf(row, role) ?? undefined);
      if (request.query.for === "follow-up" && followUp === undefined) {
        throw new Problem("not-now", "Ask for the follow-up change first.");
      }
      const handedIn = { organization, application, by, kind: "final", followUp } as const;
      const submission = await receiveUpload(request, parts, handedIn);
      const asked = await evaluations.ask({ organization, submission, challenge: role.challenge, followUp }, by);
      return reply.code(201).send(await evaluationOf(asked, organization));
    },
  );

  api.get(
    "/applications/:application/evaluations",
    {
      config: { access: "read" },
      schema: { params: z.object({ application: id }), response: { 200: z.array(evaluation) } },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const { application } = request.params;
      found(await parts.applications.find(application, organization), "candidate");
      return database
        .selectFrom("evaluation")
        .innerJoin("submission", "submission.id", "submission_id")
        .select([
          ...(["evaluation.id", "submission_id", "challenge", "attempt", "state", "asked_at", "started_at"] as const),
          ...(["ended_at", "verdict", "problem", "evaluation.follow_up"] as const),
        ])
        .where("application_id", "=", application)
        .where("kind", "=", "final")
        .where("is_whole", "=", true)
        .orderBy("asked_at", "desc")
        .execute();
    },
  );

  api.get(
    "/evaluations/:evaluation",
    { config: { access: "read" }, schema: { params: ofEvaluation, response: { 200: evaluation } } },
    async (request) => evaluationOf(request.params.evaluation, memberOf(request).organization),
  );

  api.get(
    "/evaluations/:evaluation/events",
    {
      config: { access: "read" },
      schema: {
        params: ofEvaluation,
        summary: "What happens, as it happens (server-sent events)",
        produces: ["text/event-stream"],
      },
    },
    async (request, reply) => {
      const { organization, credential: watcher } = memberOf(request);
      const { id: evaluationId } = await evaluationOf(request.params.evaluation, organization);
      const hidden = await hiddenFrom(request, parts);
      return streamEvents(request, reply, parts, {
        ...{ evaluation: evaluationId, organization, watcher },
        ...(hidden === undefined ? {} : { names: hidden.names }),
      });
    },
  );

  api.post(
    "/evaluations/:evaluation/cancel",
    { config: { access: "recruit" }, schema: { params: ofEvaluation, response: { 200: evaluation } } },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { id: evaluationId } = await evaluationOf(request.params.evaluation, organization);
      if (!(await evaluations.cancel(evaluationId, organization, by))) {
        throw new Problem("already-done", "It had ended already.");
      }
      return evaluationOf(evaluationId, organization);
    },
  );

  api.post(
    "/evaluations/:evaluation/again",
    {
      config: { access: "recruit" },
      schema: { params: ofEvaluation, summary: "Runs the same work again", response: { 201: evaluation } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const before = await evaluationOf(request.params.evaluation, organization);
      if (before.ended_at === null)
        throw new Problem("not-now", "It is still running. Cancel it first, or wait for it.");
      const { challenge, submission_id: submission, follow_up } = before;
      const only = before.only === null ? {} : { only: before.only };
      const asked = await evaluations.ask(
        { organization, submission, challenge, ...only, followUp: follow_up ?? undefined },
        by,
      );
      return reply.code(201).send(await evaluationOf(asked, organization));
    },
  );

  api.get(
    "/evaluations/:evaluation/result",
    {
      config: { access: "read" },
      schema: {
        params: ofEvaluation,
        summary: "What was found, for a program: its form is in packages/bench/schema/result.json",
        response: { 200: z.looseObject({ version: z.number() }) },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const row = await evaluationOf(request.params.evaluation, organization);
      const result = await parts.standing.of(row);
      await markOpened(row.id, by);
      return result as unknown as { version: number };
    },
  );

  api.get(
    "/evaluations/:evaluation/report.html",
    {
      config: { access: "read" },
      schema: { params: ofEvaluation, summary: "The report as one file", produces: ["text/html"] },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const row = await evaluationOf(request.params.evaluation, organization);
      const pack = found(challenges.find(row.challenge), "challenge");
      const standing = await parts.standing.of(row);
      // Before it becomes a page: in a page, a name could be a word of ours.
      const hidden = await hiddenFrom(request, parts);
      const result = hidden?.names.inValue(standing, JSON.stringify(standing)) ?? standing;
      await markOpened(row.id, by);
      return (
        reply
          // The page's own policy is stricter than the application's, and stands in the file.
          .header(
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; sandbox allow-scripts",
          )
          .type("text/html; charset=utf-8")
          .send(renderHtml(result, pack.catalogue, { language: "en" }))
      );
    },
  );

  /** A decision needs the report to have been opened by whoever decides. */
  async function markOpened(evaluationId: string, person: string): Promise<void> {
    await database
      .insertInto("report_opening")
      .values({ evaluation_id: evaluationId, person_id: person })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
