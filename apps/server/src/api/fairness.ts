import {
  fairnessCountries,
  fairnessQuestions,
  fairnessResult,
  strangeAnswer,
  type FairnessCountry,
  type FairnessQuestion,
} from "@assay/hiring";
import { z } from "zod";
import { applicationOf, memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";
import { moment, type Api } from "./route.ts";

const countries = fairnessCountries.map(({ id }) => id);
const questions = Object.keys(fairnessQuestions) as FairnessQuestion[];

const setting = z.object({
  is_on: z.boolean(),
  country: z.string(),
  person_name: z.string(),
  changed_at: moment,
});

const group = z.object({
  ...{ group: z.string(), people: z.number(), selected: z.number(), rate: z.number() },
  ...{ ratio: z.number().nullable(), isBelowFourFifths: z.boolean(), p: z.number().nullable() },
});

const fairness = z.object({
  /** Null where it was never turned on. */
  setting: setting.nullable(),
  results: z
    .array(
      z.object({
        question: z.enum(questions),
        /** Null for not enough yet: how many are missing would be a count, too. */
        groups: z.array(group).readonly().nullable(),
      }),
    )
    .readonly(),
});

const asked = z.object({
  questions: z.array(z.object({ id: z.enum(questions), answers: z.array(z.string()).readonly() })).readonly(),
});

/** Fairness over time: the owner's switch and the counts; and what candidates are asked, where it is on. No route answers a row. */
export function fairnessRoutes(api: Api, { fairness: store, fairnessAnswers }: Parts): void {
  api.get("/fairness", { config: { access: "own" }, schema: { response: { 200: fairness } } }, async (request) =>
    stateOf(memberOf(request).organization),
  );

  api.put(
    "/fairness",
    {
      config: { access: "own" },
      schema: {
        summary: "Turns it on for a country, or off, with all that was said if asked to",
        body: z.union([
          z.object({ on: z.literal(true), country: z.enum(countries), understood: z.literal(true) }),
          z.object({ on: z.literal(false), forget: z.boolean() }),
        ]),
        response: { 200: fairness },
      },
    },
    async (request) => {
      const { organization, id, name } = memberOf(request);
      const { body } = request;
      if (body.on) await store.turnOn(organization, body.country, { id, name });
      else await store.turnOff(organization, { forget: body.forget }, { id, name });
      return stateOf(organization);
    },
  );

  api.get(
    "/portal/fairness",
    {
      config: { access: "candidate" },
      schema: {
        summary: "What may be said about oneself, if one likes: nothing where it is off",
        response: { 200: asked },
      },
    },
    async (request) => {
      const country = await openCountry(applicationOf(request));
      return {
        questions: (country?.questions ?? []).map((question) => ({
          id: question,
          answers: fairnessQuestions[question],
        })),
      };
    },
  );

  api.put(
    "/portal/fairness",
    {
      config: { access: "candidate", rateLimit: { max: 30, timeWindow: "1 minute" } },
      schema: {
        summary: "Says it, in place of what was said before. A question that is left out: prefers not to say",
        body: z.object({ answers: z.partialRecord(z.enum(questions), z.string().max(40)) }),
        response: { 204: z.null().describe("Nothing") },
      },
    },
    async (request, reply) => {
      const application = applicationOf(request);
      const country = await openCountry(application);
      if (country === undefined) throw new Problem("not-now", "This is not asked here, or no longer.");
      const { answers } = request.body;
      const strange = strangeAnswer(answers, country);
      if (strange !== undefined) {
        throw new Problem("not-valid", "Please choose one of the answers that are offered.", [
          { path: `answers.${strange}`, message: "is not offered" },
        ]);
      }
      await fairnessAnswers.give(application.id, application.organization_id, answers);
      return reply.code(204).send(null);
    },
  );

  async function openCountry(application: {
    readonly id: string;
    readonly organization_id: string;
  }): Promise<FairnessCountry | undefined> {
    const chosen = await store.setting(application.organization_id);
    if (chosen?.is_on !== true || !(await fairnessAnswers.isOpen(application.id))) return undefined;
    return fairnessCountries.find(({ id }) => id === chosen.country);
  }

  async function stateOf(organization: string): Promise<z.infer<typeof fairness>> {
    const [chosen, counts] = await Promise.all([store.setting(organization), store.shown(organization)]);
    // Also of a country that was left since: what was counted stays to be seen.
    const shown = questions.filter(
      (question) =>
        counts.some((count) => count.question === question) ||
        fairnessCountries.find(({ id }) => id === chosen?.country)?.questions.includes(question) === true,
    );
    return {
      setting: chosen ?? null,
      results: shown.map((question) => {
        const result = fairnessResult(
          fairnessQuestions[question].flatMap((answer) =>
            counts
              .filter((count) => count.question === question && count.answer === answer)
              .map(({ people, selected }) => ({ group: answer, people, selected })),
          ),
        );
        return { question, groups: result.kind === "shown" ? result.groups : null };
      }),
    };
  }
}
