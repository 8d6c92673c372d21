import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

const adjustment = z
  .object({
    ...{ id, text: z.string(), days: z.number(), made_at: moment },
    /** For the change that was due then; null for the first work. */
    follow_up: z.string().nullable(),
    ...{ answer: z.string().nullable(), answer_days: z.number().nullable() },
    ...{ answered_at: maybeMoment, answered_by: z.string().nullable() },
    /** Whether a person still has to answer. Time alone, given at once, needs nobody. */
    is_open: z.boolean(),
  })
  .meta({ id: "Adjustment" });

const ofAdjustment = z.object({ application: id, adjustment: id });

/** What a candidate asked for to be able to take part: for those who run the hiring, not for those who only rate. */
export function adjustmentRoutes(api: Api, { applications, adjustments }: Parts): void {
  const applicationFor = async (application: string, organization: string) =>
    found(await applications.find(application, organization), "candidate");

  api.get(
    "/applications/:application/adjustments",
    {
      config: { access: "recruit" },
      schema: { params: z.object({ application: id }), response: { 200: z.array(adjustment).readonly() } },
    },
    async (request) => {
      const { id: application } = await applicationFor(request.params.application, memberOf(request).organization);
      return adjustments.of(application);
    },
  );

  api.post(
    "/applications/:application/adjustments/:adjustment/answer",
    {
      config: { access: "recruit" },
      schema: {
        summary: "More days, words, or both. The candidate reads it on their page, and the due date moves at once",
        params: ofAdjustment,
        body: z.object({
          text: z.string().trim().max(5_000).default(""),
          days: z.number().int().min(0).max(90).default(0),
        }),
        response: { 200: z.array(adjustment).readonly() },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { text, days } = request.body;
      const application = await applicationFor(request.params.application, organization);
      const { id: asked, follow_up: followUp } = await askedFor(application.id, request.params.adjustment);
      if (text === "" && days === 0) {
        throw new Problem("not-valid", "Give more days, write a reply, or both.", [
          { path: "text", message: "Write a reply, or give more days." },
        ]);
      }
      const submitted = followUp === null ? application.submitted_at : application.follow_up_submitted_at;
      if (days > 0 && submitted !== null) {
        throw new Problem(
          "not-now",
          "The work was submitted already, so more time changes nothing. You can still reply.",
        );
      }
      const answered = await adjustments.answer(
        { application: application.id, adjustment: asked, organization, by },
        { text, days },
      );
      if (!answered) {
        throw new Problem("already-done", "Someone has answered this already. Reload the page to read the answer.");
      }
      return adjustments.of(application.id);
    },
  );

  api.delete(
    "/applications/:application/adjustments/:adjustment/answer",
    {
      config: { access: "recruit" },
      schema: {
        summary: "Takes the answer back, and the days that it gave",
        params: ofAdjustment,
        response: { 200: z.array(adjustment).readonly() },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = await applicationFor(request.params.application, organization);
      const { id: asked } = await askedFor(application, request.params.adjustment);
      if (!(await adjustments.takeBack({ application, adjustment: asked, organization, by }))) {
        throw new Problem("already-done", "There is no answer to undo.");
      }
      return adjustments.of(application);
    },
  );

  async function askedFor(application: string, adjustment: string) {
    return found(
      (await adjustments.of(application)).find(({ id: one }) => one === adjustment),
      "request",
    );
  }
}
