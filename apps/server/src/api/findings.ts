import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { reason } from "./decisions.ts";
import { id, line, maybeMoment, moment, type Api } from "./route.ts";

const ofEvaluation = z.object({ evaluation: id });

const comment = z
  .object({ id, check_id: z.string(), person_name: z.string(), text: z.string(), made_at: moment })
  .meta({ id: "Comment" });

const dispute = z
  .object({
    ...{ id, evaluation_id: id, check_id: z.string(), text: z.string(), made_at: moment },
    ...{ answer: z.string().nullable(), answered_by: z.string().nullable(), answered_at: maybeMoment },
  })
  .meta({ id: "Dispute" });

/** What is said about single findings: by members to each other, and by whose work it is. */
export function findingRoutes(api: Api, parts: Parts): void {
  const { comments, disputes } = parts;
  const evaluationOf = async (evaluation: string, organization: string) =>
    found(await parts.evaluations.find(evaluation, organization), "evaluation");

  api.get(
    "/evaluations/:evaluation/comments",
    {
      config: { access: "read" },
      schema: { params: ofEvaluation, response: { 200: z.array(comment).readonly() } },
    },
    async (request) => {
      const { id: evaluation } = await evaluationOf(request.params.evaluation, memberOf(request).organization);
      return comments.of(evaluation);
    },
  );

  api.post(
    "/evaluations/:evaluation/comments",
    {
      config: { access: "review" },
      schema: {
        params: ofEvaluation,
        body: z.object({ check: line(200), text: z.string().trim().min(1, "must not be empty").max(4_000) }),
        response: { 201: comment },
      },
    },
    async (request, reply) => {
      const { organization, ...by } = memberOf(request);
      const row = await evaluationOf(request.params.evaluation, organization);
      const { check, text } = request.body;
      const { checks } = await parts.standing.of(row);
      if (!checks.some(({ id: one }) => one === check))
        throw new Problem("not-valid", "This report has no such check.");
      return reply.code(201).send(await comments.write(row.id, { organization, check, text, by }));
    },
  );

  api.get(
    "/evaluations/:evaluation/disputes",
    {
      config: { access: "read" },
      schema: {
        params: ofEvaluation,
        summary: "What the candidate says is wrong, and what was answered",
        response: { 200: z.array(dispute).readonly() },
      },
    },
    async (request) => {
      const { id: evaluation } = await evaluationOf(request.params.evaluation, memberOf(request).organization);
      return disputes.of(evaluation);
    },
  );

  api.post(
    "/disputes/:dispute/answer",
    {
      config: { access: "review" },
      schema: {
        params: z.object({ dispute: id }),
        summary: "A person's answer, which the candidate reads; to change the outcome, overrule it",
        body: z.object({ answer: reason(10) }),
        response: { 200: dispute },
      },
    },
    async (request) => {
      const { organization, ...by } = memberOf(request);
      const row = found(await disputes.find(request.params.dispute, organization), "dispute");
      const answered = await disputes.answer(row.id, { organization, answer: request.body.answer, by });
      if (answered === undefined) throw new Problem("already-done", "It was answered already.");
      return answered;
    },
  );
}
