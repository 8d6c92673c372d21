import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { evaluation } from "./evaluations.ts";
import { id, type Api } from "./route.ts";

/** Whose work an evaluation is of: for the pages that show one alone. */
export function aboutEvaluationRoutes(api: Api, { database, challenges }: Parts): void {
  api.get(
    "/evaluations/:evaluation/about",
    {
      config: { access: "read" },
      schema: {
        params: z.object({ evaluation: id }),
        summary: "An evaluation, with whose work it is of",
        response: {
          200: evaluation.extend({
            ...{ application: id.nullable(), name: z.string(), role_id: id.nullable(), role: z.string().nullable() },
            challenge_title: z.string(),
          }),
        },
      },
    },
    async (request) => {
      const row = await database
        .selectFrom("evaluation")
        .innerJoin("submission", "submission.id", "submission_id")
        .leftJoin("application", "application.id", "application_id")
        .leftJoin("candidate", "candidate.id", "candidate_id")
        .leftJoin("role", "role.id", "role_id")
        .select([
          ...(["evaluation.id", "submission_id", "evaluation.challenge", "attempt", "evaluation.state"] as const),
          ...(["asked_at", "started_at", "ended_at", "verdict", "problem", "evaluation.follow_up"] as const),
          ...(["application.id as application", "role_id", "role.title as role"] as const),
        ])
        .select(({ fn }) => fn.coalesce("candidate.name", "submission.name").as("name"))
        .where("evaluation.id", "=", request.params.evaluation)
        .where("evaluation.organization_id", "=", memberOf(request).organization)
        .executeTakeFirst();
      const about = found(row, "evaluation");
      return { ...about, challenge_title: challenges.find(about.challenge)?.challenge.title ?? about.challenge };
    },
  );
}
