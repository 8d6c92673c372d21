import type { Result } from "@assay/bench/result";
import { closedFor, followUpOf, openFor, type ApplicationRow } from "@assay/store";
import { z } from "zod";
import { applicationOf } from "../access/identify.ts";
import { startZip } from "../challenges/start-files.ts";
import { assertAgreed, assertMaySend, tryDraft } from "../drafts/drafts.ts";
import { findingsIn, forCandidates, shownProblem } from "../drafts/findings.ts";
import { streamEvents } from "../live/events.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { packOf } from "./portal.ts";
import { receiveUpload } from "./receive-upload.ts";
import { id, maybeMoment, type Api } from "./route.ts";

const outcome = z.enum(["pass", "fail", "not-established", "not-applicable", "our-error"]);

const tried = z
  .object({
    ...{ id, state: z.enum(["waiting", "running", "done", "failed", "cancelled"]), ended_at: maybeMoment },
    could_not_run: z.boolean(),
    problem: z
      .object({ message: z.string(), what_to_do: z.string(), last_lines: z.array(z.string()).readonly() })
      .nullable(),
    findings: z.array(z.object({ check: z.string(), outcome, title: z.string(), sentence: z.string() })).readonly(),
  })
  .meta({ id: "Tried" });

/** What the candidate says of the work, in plain words. Never scored. */
const note = z.string().trim().max(4_000).default("");
const told = z.object({ built: note, next: note, help: note, took: note });

/** Downloads, drafts and the hand-in. */
export function portalWorkRoutes(api: Api, parts: Parts): void {
  const { portal, submissions, evaluations } = parts;

  api.get(
    "/portal/contract.yaml",
    { config: { access: "candidate" }, schema: { produces: ["application/yaml"] } },
    async (request, reply) => {
      assertAgreed(applicationOf(request));
      const { pack } = await packOf(applicationOf(request), parts);
      return reply
        .header("content-disposition", 'attachment; filename="contract.yaml"')
        .type("application/yaml; charset=utf-8")
        .send(pack.contract);
    },
  );

  api.get(
    "/portal/follow-up/contract.yaml",
    {
      config: { access: "candidate" },
      schema: { summary: "What a follow-up change adds to the contract", produces: ["application/yaml"] },
    },
    async (request, reply) => {
      const application = applicationOf(request);
      const { pack, role } = await packOf(application, parts);
      const asked = followUpOf(application, role);
      const followUp = found(
        pack.followUps.find(({ id: one }) => one === asked),
        "change",
      );
      return reply
        .header("content-disposition", 'attachment; filename="follow-up-contract.yaml"')
        .type("application/yaml; charset=utf-8")
        .send(followUp.contract);
    },
  );

  api.get(
    "/portal/starters/:starter",
    {
      config: { access: "candidate" },
      schema: { params: z.object({ starter: z.string() }), produces: ["application/zip"] },
    },
    async (request, reply) => {
      assertAgreed(applicationOf(request));
      const { pack } = await packOf(applicationOf(request), parts);
      const starter = found(
        pack.starters.find((name) => name === request.params.starter),
        "start",
      );
      return reply
        .header("content-disposition", `attachment; filename="${pack.id}-${starter}.zip"`)
        .type("application/zip")
        .send(await startZip(pack, starter));
    },
  );

  api.post(
    "/portal/submissions",
    {
      config: { access: "candidate", rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: {
        summary: "Sends a draft as a form with one file, and has it asked the open checks",
        consumes: ["multipart/form-data"],
        response: { 201: z.object({ submission: id, evaluation: id.nullable() }) },
      },
    },
    async (request, reply) => {
      const application = applicationOf(request);
      const followUp = await assertMaySend(application, parts);
      const { pack } = await packOf(application, parts);
      const { id: of, organization_id: organization } = application;
      const submission = await receiveUpload(request, parts, {
        ...{ organization, application: of, by: "candidate", kind: "draft", followUp: followUp ?? undefined },
      });
      const evaluation = await tryDraft(application, { submission, pack, followUp }, parts);
      return reply.code(201).send({ submission, evaluation: evaluation ?? null });
    },
  );

  api.get(
    "/portal/evaluations/:evaluation",
    {
      config: { access: "candidate" },
      schema: {
        params: z.object({ evaluation: id }),
        summary: "What came of a draft; of what was handed in, only why it could not be run",
        response: { 200: tried },
      },
    },
    async (request) => {
      const { row, isDraft } = await mine(applicationOf(request), request.params.evaluation);
      const { pack } = await packOf(applicationOf(request), parts);
      const result = row.result as Result | null;
      const couldNotRun = row.verdict === "could-not-run";
      return {
        ...{ id: row.id, state: row.state, ended_at: row.ended_at, could_not_run: couldNotRun },
        problem: problemOf(row.problem, couldNotRun || isDraft ? result : null),
        findings: isDraft && result !== null ? findingsIn(result, pack.catalogue) : [],
      };
    },
  );

  api.get(
    "/portal/evaluations/:evaluation/events",
    {
      config: { access: "candidate" },
      schema: {
        params: z.object({ evaluation: id }),
        summary: "What happens to a draft, as it happens (server-sent events)",
        produces: ["text/event-stream"],
      },
    },
    async (request, reply) => {
      const application = applicationOf(request);
      const { row, isDraft } = await mine(application, request.params.evaluation);
      if (!isDraft) throw new Problem("not-now", "What was handed in is told of when the findings reach you.");
      return streamEvents(request, reply, parts, {
        ...{ evaluation: row.id, organization: application.organization_id },
        watcher: `link:${application.id}`,
      });
    },
  );

  api.post(
    "/portal/submit",
    {
      config: { access: "candidate", rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: {
        summary: "A draft becomes what counts: the newest, unless said",
        body: z.object({ submission: id.optional(), told }),
        response: { 201: z.object({ submission: id, evaluation: id, late: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const application = applicationOf(request);
      assertAgreed(application);
      const { pack, role, decision } = await packOf(application, parts);
      const sent = await portal.sent(application.id);
      const asked = followUpOf(application, role);
      const followUp = openFor(sent, { decision, followUp: asked });
      if (followUp === undefined) {
        const closed = closedFor(sent, decision, asked) ?? "handed-in";
        const why = { "handed-in": "Your work is here, and is tested.", decided: "The decision has been made." }[
          closed
        ];
        throw new Problem("already-done", `${why} If something is not right, write to us on your page.`);
      }
      const { submission, told: note } = request.body;
      const chosen = sent.find(
        ({ id: one, follow_up }) => follow_up === followUp && (submission === undefined || one === submission),
      );
      if (chosen === undefined) {
        throw new Problem("not-now", "Send your code first: push it, or choose a .zip or .tar.gz.", [
          { path: "submission", message: "is nothing that you sent" },
        ]);
      }
      const isNew = await submissions.handIn(chosen.id, { told: note, by: "candidate" });
      // The same work once more, as it could not be run; two at once would have it run twice.
      if (!isNew && chosen.kind === "draft") throw new Problem("already-done", "Your work is here, and is tested.");
      if (!isNew) await portal.tell(application, note, followUp);
      const evaluation = await evaluations.ask(
        {
          ...{ organization: application.organization_id, submission: chosen.id, challenge: pack.id },
          followUp: followUp ?? undefined,
        },
        "candidate",
      );
      const due = followUp === null ? application.due_at : application.follow_up_due_at;
      const late = due !== null && due.getTime() < Date.now();
      return reply.code(201).send({ submission: chosen.id, evaluation, late });
    },
  );

  /** An evaluation of this candidate's own. @throws Problem `not-found` */
  async function mine({ id: application, organization_id: organization }: ApplicationRow, evaluation: string) {
    const row = found(await evaluations.find(evaluation, organization), "test");
    const submission = found(
      (await submissions.of(application)).find(({ id: one }) => one === row.submission_id),
      "test",
    );
    // The open checks of what was handed in later were a draft's.
    return { row, isDraft: submission.kind === "draft" || row.only !== null };
  }
}

function problemOf(problem: { readonly message: string } | null, result: Result | null) {
  if (problem !== null) return { message: forCandidates(problem.message), what_to_do: "", last_lines: [] };
  return result?.problem === undefined ? null : shownProblem(result.problem);
}
