import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, line, maybeLine, type Api } from "./route.ts";

const rate = z.object({
  amount: z.number().positive("must be above 0").max(100_000_000, "must be 100,000,000 at most"),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be three letters, such as EUR"),
  per: z.enum(["hour", "job"]),
});
const stars = z.object({
  value: z
    .number()
    .min(0, "must be from 0 to 5")
    .max(5, "must be from 0 to 5")
    .refine((value) => Math.round(value * 10) / 10 === value, "must have one decimal at most"),
  count: z.number().int("must be whole").min(0, "must be 0 or more").max(10_000_000, "must be 10,000,000 at most"),
  where: maybeLine(80).default(""),
});
const similarWork = z.object({ text: line(500), evidence: maybeLine(500).default("") });

/** What was told of somebody, as cards and comparisons show it. */
export const toldFacts = { rate: rate.nullable(), stars: stars.nullable(), similar_work: similarWork.nullable() };

/** What a hirer was told of a candidate: a rate, stars with how many they rest on, similar work with what shows it. */
export function toldFactRoutes(api: Api, parts: Parts): void {
  api.patch(
    "/applications/:application/told-facts",
    {
      config: { access: "recruit", byName: true },
      schema: {
        params: z.object({ application: id }),
        summary: "Keeps what was told, unadjusted and apart from what was measured; null for no longer",
        body: z.object({
          ...{ rate: toldFacts.rate.optional(), stars: toldFacts.stars.optional() },
          similar_work: toldFacts.similar_work.optional(),
        }),
        response: { 200: z.object(toldFacts) },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { application } = request.params;
      if (Object.keys(request.body).length === 0) throw new Problem("not-valid", "Say what is to be changed.");
      if (!(await parts.toldFacts.change(application, organization, request.body, by))) found(undefined, "candidate");
      return found(await parts.applications.find(application, organization), "candidate");
    },
  );
}
