import type { Result } from "@assay/bench/result";
import type { Catalogue } from "@assay/report";
import { followUpOf, releaseOf, type ApplicationRow } from "@assay/store";
import { z } from "zod";
import { applicationOf } from "../access/identify.ts";
import { StandingResults } from "../judgement/standing-results.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

const dispute = z
  .object({
    ...{ id, check_id: z.string(), text: z.string(), made_at: moment },
    ...{ answer: z.string().nullable(), answered_by: z.string().nullable(), answered_at: maybeMoment },
  })
  .meta({ id: "OwnDispute" });

/** What is typed by whoever wants everything deleted: nothing is deleted by a slip. */
export const deletionWord = "DELETE";

const noQuestion = { question: "", goodAnswer: "", weakAnswer: "" };

/** Whoever reads in advance what a good answer is, and another does not, is not asked the same. */
function withoutQuestions(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([check, { words }]) => [check, { words: { ...words, ask: noQuestion } }]),
  );
}

/** What was found, once the candidate may read it; what is wrong with it; and the end of it all. */
export function portalReportRoutes(api: Api, parts: Parts): void {
  const { portal, disputes, deletion, challenges } = parts;
  const standing = new StandingResults(parts);

  api.get(
    "/portal/report",
    {
      config: { access: "candidate" },
      schema: {
        summary: "What was found, with the words of its checks and what the candidate said against it",
        querystring: z.object({ of: z.enum(["first", "follow-up"]).default("first") }),
        response: {
          200: z.object({
            evaluation: id,
            result: z.looseObject({ version: z.number() }),
            catalogue: z.record(z.string(), z.looseObject({})),
            disputes: z.array(dispute).readonly(),
          }),
        },
      },
    },
    async (request) => {
      const released = await releasedTo(applicationOf(request), request.query.of);
      const pack = found(challenges.find(released.challenge), "challenge");
      return {
        evaluation: released.id,
        result: (await standing.of(released)) as unknown as { version: number },
        catalogue: withoutQuestions(pack.catalogue) as unknown as Record<string, Record<string, unknown>>,
        disputes: await disputes.of(released.id),
      };
    },
  );

  api.post(
    "/portal/disputes",
    {
      config: { access: "candidate", rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: {
        summary: "“This finding is wrong”: goes to a person, and is marked as disputed until they answer",
        body: z.object({ evaluation: id, check: z.string().max(100), text: z.string().trim().min(1).max(5_000) }),
        response: { 201: z.array(dispute).readonly() },
      },
    },
    async (request, reply) => {
      const application = applicationOf(request);
      const { evaluation, check, text } = request.body;
      const released = await releasedAs(application, evaluation);
      const { checks } = released.result as Result;
      if (released.id !== evaluation || !checks.some(({ id: one }) => one === check)) {
        throw new Problem("not-found", "Your report has no such finding.");
      }
      if (!(await portal.dispute(application, { evaluation, check, text }))) {
        throw new Problem("already-done", "You have said so already. A person will answer you.");
      }
      return reply.code(201).send(await disputes.of(evaluation));
    },
  );

  api.post(
    "/portal/delete-my-data",
    {
      config: { access: "candidate" },
      schema: {
        summary: "Deletes code, evidence, thread and candidate at once; what was decided stays until its own date",
        body: z.object({ confirm: z.literal(deletionWord) }),
        response: { 200: z.object({ decision_kept_until: maybeMoment }) },
      },
    },
    async (request) => {
      const { candidate_id, organization_id } = applicationOf(request);
      const deleted = await deletion.deleteCandidate(candidate_id, organization_id, "candidate");
      return { decision_kept_until: deleted?.decisionUntil ?? null };
    },
  );

  /** Of the change to the first work where it is that one, else of the first work. */
  async function releasedAs(application: ApplicationRow, evaluation: string) {
    const { role } = await portal.standing(application);
    const followUp = followUpOf(application, role);
    const changed = followUp === null ? undefined : await portal.released(application, followUp);
    return changed?.id === evaluation ? changed : releasedTo(application, "first");
  }

  async function releasedTo(application: ApplicationRow, of: "first" | "follow-up") {
    const { role } = await portal.standing(application);
    const followUp = of === "first" ? null : followUpOf(application, role);
    if (of === "follow-up" && followUp === null) throw new Problem("not-found", "You were not asked for a change.");
    const released = await portal.released(application, followUp);
    if (released !== undefined) return released;
    const on = releaseOf(of === "first" ? application : { submitted_at: application.follow_up_submitted_at });
    const when =
      on === null
        ? "You have not handed in anything yet."
        : `They reach you with the decision, on ${on.toISOString().slice(0, 10)} at the latest.`;
    throw new Problem("not-now", `The findings are not yet yours to read. ${when}`);
  }
}
