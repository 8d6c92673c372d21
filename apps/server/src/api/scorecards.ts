import { equalWeights, shortestReason, whyNoRule } from "@assay/hiring";
import { ratingSubjects, type RatingRuleRow } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, line, maybeLine, maybeMoment, moment, type Api } from "./route.ts";

const weight = z.number().int().min(0).max(3);
const weights = z.object(
  Object.fromEntries(ratingSubjects.map((subject) => [subject, weight])) as Record<
    (typeof ratingSubjects)[number],
    typeof weight
  >,
);
export const ratingRule = z
  .object({
    weights,
    reason: z.string(),
    /** Empty where nobody chose it: then each counts the same. */
    person_name: z.string(),
    made_at: maybeMoment,
    /** When the first rating in the role was given; from then on it stays. */
    locked_at: maybeMoment,
  })
  .meta({ id: "RatingRule" });

const talk = z
  .object({ text: z.string(), version: z.number().int(), person_name: z.string(), changed_at: moment })
  .meta({ id: "RatingTalk" });

/** How ratings are put together, and what came of talking about them. */
export function scorecardRoutes(api: Api, parts: Parts): void {
  const { applications, database, ratings, ratingRules, ratingTalks, roles } = parts;
  const ruleOf = async (role: string) => shown(await ratingRules.find(role));

  api.get(
    "/roles/:role/rating-rule",
    { config: { access: "read" }, schema: { params: z.object({ role: id }), response: { 200: ratingRule } } },
    async (request) => {
      const { organization } = memberOf(request);
      const { id: role } = found(await roles.find(request.params.role, organization), "role");
      return ruleOf(role);
    },
  );

  api.put(
    "/roles/:role/rating-rule",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ role: id }),
        summary: "How much each subject counts: before the first rating in the role, other than equal with a reason",
        body: z.object({ weights, reason: maybeLine(2_000).default("") }),
        response: { 200: ratingRule },
      },
    },
    async (request) => {
      const { organization, ...by } = memberOf(request);
      const { id: role } = found(await roles.find(request.params.role, organization), "role");
      const why = whyNoRule(request.body.weights, request.body.reason);
      if (why !== undefined) throw new Problem("not-valid", whyNot[why].detail, [whyNot[why].field]);
      const set = await ratingRules.set(role, { organization, ...request.body, by });
      if (set === undefined) {
        throw new Problem(
          "not-now",
          "Somebody has rated already, so the rule stays as it is. Else it could be made to fit. For another rule, make a new role.",
        );
      }
      return shown(set);
    },
  );

  api.get(
    "/applications/:application/scorecards",
    {
      config: { access: "read" },
      schema: {
        params: z.object({ application: id }),
        summary: "The rule of the role, what came of talking, and whether the one who asks has opened the report",
        response: {
          200: z.object({
            rule: ratingRule,
            /** Null where nothing was written, and for who has not rated. */
            talk: talk.nullable(),
            /** Null where there is no report. */
            opened: z.boolean().nullable(),
          }),
        },
      },
    },
    async (request) => {
      const { organization, id: person } = memberOf(request);
      const card = found((await applications.cards(organization, { id: request.params.application }))[0], "candidate");
      const hasRated = await rated(card.id, person);
      return {
        rule: await ruleOf(card.role_id),
        talk: hasRated ? ((await ratingTalks.find(card.id)) ?? null) : null,
        opened: card.evaluation?.state === "done" ? await hasOpened(card.evaluation.id, person) : null,
      };
    },
  );

  api.put(
    "/applications/:application/talk",
    {
      config: { access: "review" },
      schema: {
        params: z.object({ application: id }),
        summary: "What came of talking about ratings; `seen` is the version before it, 0 for none",
        body: z.object({ text: line(4_000), seen: z.number().int().min(0).max(2_147_483_647) }),
        response: { 200: talk },
      },
    },
    async (request) => {
      const { organization, ...by } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      if (!(await rated(application, by.id))) throw new Problem("not-now", "Rate first, then talk about it.");
      const written = await ratingTalks.write(application, { organization, ...request.body, by });
      if (written === undefined) {
        throw new Problem("not-now", "Somebody else wrote here meanwhile. Read that first, then add yours.");
      }
      return written;
    },
  );

  async function rated(application: string, person: string): Promise<boolean> {
    return ((await ratings.seenBy(person, [application])).get(application)?.mine ?? null) !== null;
  }

  async function hasOpened(evaluation: string, person: string): Promise<boolean> {
    const row = await database
      .selectFrom("report_opening")
      .select("made_at")
      .where("evaluation_id", "=", evaluation)
      .where("person_id", "=", person)
      .executeTakeFirst();
    return row !== undefined;
  }
}

function shown(rule: RatingRuleRow | undefined): z.output<typeof ratingRule> {
  if (rule !== undefined) return rule;
  return { weights: equalWeights, reason: "", person_name: "", made_at: null, locked_at: null };
}

const whyNot = {
  "nothing-counts": {
    detail: "One of the five must count.",
    field: { path: "weights", message: "must not all be 0" },
  },
  "no-reason": {
    detail: `Say why they do not all count the same, in ${String(shortestReason)} letters or more.`,
    field: { path: "reason", message: `must say why, in ${String(shortestReason)} letters or more` },
  },
} as const;
