import { ratingSubjects, type SeenRatings } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, maybeLine, moment, type Api } from "./route.ts";

const ofApplication = z.object({ application: id });
const points = z.number().int().min(1, "must be from 1 to 5").max(5, "must be from 1 to 5");
const scores = z.object(
  Object.fromEntries(ratingSubjects.map((subject) => [subject, points.optional()])) as Record<
    (typeof ratingSubjects)[number],
    z.ZodOptional<typeof points>
  >,
);

const rating = z.object({
  ...{ person: z.string(), scores, note: z.string(), made_at: moment },
  /** As first given: others' were not to be seen yet. */
  first_scores: scores,
  /** The most points there were: 4 where it was given before there were 5. */
  out_of: z.number().int(),
});

export const seenRatings = z
  .object({ mine: rating.nullable(), others: z.array(rating).readonly().nullable() })
  .meta({ id: "Ratings", description: "Others' are null until there is one of one's own" });

/** What people think of a candidate: each before seeing what the others think. */
export function ratingRoutes(api: Api, { applications, ratings }: Parts): void {
  const seen = async (application: string, person: string): Promise<SeenRatings> =>
    (await ratings.seenBy(person, [application])).get(application) ?? { mine: null, others: null };

  api.get(
    "/applications/:application/ratings",
    { config: { access: "read" }, schema: { params: ofApplication, response: { 200: seenRatings } } },
    async (request) => {
      const { organization, id: person } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      return seen(application, person);
    },
  );

  api.put(
    "/applications/:application/rating",
    {
      config: { access: "review" },
      schema: {
        params: ofApplication,
        summary: "One's own rating, given or changed",
        body: z.object({ scores, note: maybeLine(2_000).default("") }),
        response: { 200: seenRatings },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      const given = Object.fromEntries(Object.entries(request.body.scores).filter(([, value]) => value !== undefined));
      if (Object.keys(given).length === 0) throw new Problem("not-valid", "Rate one thing at least.");
      await ratings.give(application, { organization, by, scores: given, note: request.body.note });
      return seen(application, by);
    },
  );
}
