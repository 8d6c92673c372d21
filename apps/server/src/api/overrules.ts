import type { Result } from "@assay/bench/result";
import { overruleOutcomes, type Reach } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { allows } from "../access/access.ts";
import { judgeAgain } from "../judgement/judge-again.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { reason } from "./decisions.ts";
import { id, line, maybeMoment, moment, type Api } from "./route.ts";

const overrule = z
  .object({
    ...{ id, check_id: z.string(), outcome: z.enum(overruleOutcomes), reason: z.string(), person_name: z.string() },
    ...{ evaluation_id: id.nullable(), only_here_because: z.string().nullable(), everywhere: z.boolean() },
    ...{ made_at: moment, undone_at: maybeMoment },
  })
  .meta({ id: "Overrule" });

const said = z.object({
  check: line(200),
  outcome: z.enum(overruleOutcomes),
  reason: reason(10),
  only_here_because: reason(10).optional(),
  everywhere: z.boolean().default(false),
});

/** A person's word against what a check found: it stays in sight, and counts for everyone unless it says why not. */
export function overruleRoutes(api: Api, parts: Parts): void {
  const { evaluations, overrules, recalls, applications, database } = parts;

  api.get(
    "/evaluations/:evaluation/overrules",
    {
      config: { access: "read" },
      schema: { params: z.object({ evaluation: id }), response: { 200: z.array(overrule).readonly() } },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const row = found(await evaluations.find(request.params.evaluation, organization), "evaluation");
      return overrules.of(row.id);
    },
  );

  api.post(
    "/evaluations/:evaluation/overrules",
    {
      config: { access: "review" },
      schema: {
        params: z.object({ evaluation: id }),
        summary:
          "Overrules a finding for everyone in the role; `only_here_because` says why not for all, `everywhere` that the check itself is wrong: then every stored result that used it is judged again",
        body: said,
        response: { 201: overrule },
      },
    },
    async (request, reply) => {
      const { organization, access, ...by } = memberOf(request);
      const { check, outcome, reason: why } = request.body;
      const row = found(await evaluations.find(request.params.evaluation, organization), "evaluation");
      const standing = await parts.standing.of(row);
      assertSayable(standing, request.body);
      if (request.body.everywhere && !allows(access, "recruit")) {
        throw new Problem("not-allowed", "That a check is wrong for everyone, a recruiter or an owner has to say.");
      }
      const application = await applicationOf(row.submission_id);
      if (application === undefined) throw new Problem("not-now", "This work belongs to no role.");
      const { role_id: role } = found(await applications.find(application, organization), "candidate");
      const made = await overrules.make({
        ...{ organization, evaluation: row.id, role, check, outcome, reason: why, by },
        reach: reachOf(request.body),
      });
      await recallFor(made, "overruled", row.id);
      return reply.code(201).send(made);
    },
  );

  api.post(
    "/overrules/:overrule/undo",
    {
      config: { access: "review" },
      schema: { params: z.object({ overrule: id }), response: { 200: overrule } },
    },
    async (request) => {
      const { organization, id: by, access } = memberOf(request);
      const row = found(await overrules.find(request.params.overrule, organization), "overrule");
      if (row.everywhere && !allows(access, "recruit")) {
        throw new Problem("not-allowed", "A recruiter or an owner has to undo this: it counts for everyone.");
      }
      const undone = await overrules.undo(row.id, organization, by);
      if (undone === undefined) throw new Problem("already-done", "It was undone already.");
      await recallFor(undone, "overrule-undone");
      return undone;
    },
  );

  /** What is looked at is judged at once; all others by and by. */
  async function recallFor(
    row: Parameters<typeof overrules.reached>[0],
    why: "overruled" | "overrule-undone",
    first?: string,
  ): Promise<void> {
    const reached = await overrules.reached(row);
    await recalls.ask(
      reached.filter((one) => one !== first).map((evaluation) => ({ evaluation, why, overrule: row.id })),
    );
    if (first !== undefined) await judgeAgain({ evaluation: first, why, overrule: row.id }, parts);
  }

  async function applicationOf(submission: string): Promise<string | undefined> {
    const row = await database
      .selectFrom("submission")
      .select("application_id")
      .where("id", "=", submission)
      .executeTakeFirst();
    return row?.application_id ?? undefined;
  }
}

function reachOf({ only_here_because: because, everywhere }: z.infer<typeof said>): Reach {
  if (everywhere) return { of: "everywhere" };
  return because === undefined ? { of: "role" } : { of: "evaluation", because };
}

function assertSayable(result: Result, { check, outcome, everywhere, only_here_because }: z.infer<typeof said>): void {
  const there = result.checks.find(({ id: one }) => one === check);
  if (there === undefined) throw new Problem("not-valid", "This report has no such check.");
  if (there.outcome === outcome) throw new Problem("already-done", "It says so already.");
  if (!everywhere) return;
  if (only_here_because !== undefined) {
    throw new Problem("not-valid", "Say either that it counts only here, or that the check is wrong for everyone.");
  }
  // What a wrong check found says nothing of anybody: neither good nor bad.
  if (outcome === "pass" || outcome === "fail") {
    throw new Problem("not-valid", "Of a check that is wrong, say that it could not be tested, or does not apply.");
  }
}
