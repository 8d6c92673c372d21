import type { Result } from "@assay/bench/result";
import { unlikeTheNewest, whyNotComparable, wordsOf } from "@assay/report";
import { choices, type Card } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { hiddenFrom } from "../blind/hiding.ts";
import { unseenBy } from "../judgement/own-first.ts";
import { withoutEvidence } from "../judgement/without-evidence.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { seenRatings } from "./ratings.ts";
import { toldFacts } from "./told-facts.ts";
import { id, moment, type Api } from "./route.ts";

/** More columns than these no longer fit under one look. */
const [fewest, most] = [2, 5];

const compared = z
  .object({
    application: id,
    code_name: z.string(),
    /** Null while one of the names is hidden from whoever looks. */
    name: z.string().nullable(),
    source: z.string(),
    ...toldFacts,
    evaluation: z
      .object({ id, state: z.enum(["waiting", "running", "done", "failed", "cancelled"]), opened: z.boolean() })
      .nullable(),
    ratings: seenRatings,
    rated_by: z.array(z.string()).readonly(),
    decision: z
      .object({ id, choice: z.enum(choices), reason: z.string(), person_name: z.string(), made_at: moment })
      .nullable(),
    result: z.looseObject({ version: z.number() }).nullable(),
  })
  .meta({ id: "Compared" });

/** Where one of the names is hidden. */
const nothingTold = { source: "", rate: null, stars: null, similar_work: null } as const;

function toldOf({ source, rate, stars, similar_work }: Card) {
  return { source, rate, stars, similar_work };
}

/** Two to five candidates of one role, side by side: in the order of their code names, whatever was found. */
export function comparisonRoutes(api: Api, parts: Parts): void {
  const { applications, roles, ratings, evaluations, decisions, database, challenges } = parts;

  api.get(
    "/comparisons",
    {
      config: { access: "read" },
      schema: {
        querystring: z.object({
          applications: z
            .string()
            .transform((text) => [...new Set(text.split(","))])
            .pipe(z.array(id).min(fewest, "name two at least").max(most, "name five at most")),
        }),
        response: {
          200: z.object({
            role: z.object({
              ...{ id, title: z.string(), challenge: z.string(), challenge_title: z.string() },
              ...{ hours_low: z.number().nullable(), hours_high: z.number().nullable() },
            }),
            comparable: z.boolean(),
            /** A sentence; null where they can be compared. */
            why_not: z.string().nullable(),
            /** Evaluations that have to be run again for that. */
            run_again: z.array(id),
            blind: z.boolean(),
            people: z.array(compared),
          }),
        },
      },
    },
    async (request) => {
      const member = memberOf(request);
      const { organization, id: person } = member;
      const asked = request.query.applications;
      const cards = await cardsOf(asked, organization);
      const role = found(await roles.find(cards[0]?.role_id ?? "", organization), "role");
      const seen = await ratings.seenBy(person, asked);
      const unseen = await unseenBy(member, { applications: asked }, parts);
      const hidden = await hiddenFrom(request, parts);
      // All of them or none: one name among code names would be looked at otherwise.
      const blind = hidden?.people.some(({ application }) => asked.includes(application)) ?? false;
      const opened = await openedBy(
        person,
        cards.flatMap(({ evaluation }) => evaluation?.id ?? []),
      );
      const people = await Promise.all(
        cards.map(async (card) => {
          const shown = blind ? card.code_name : card.name;
          const decision = (await decisions.of(card.id, organization)).find(({ undone_at }) => undone_at === null);
          return {
            ...{ application: card.id, code_name: card.code_name, name: blind ? null : card.name },
            ...(blind ? nothingTold : toldOf(card)),
            evaluation:
              card.evaluation === null
                ? null
                : { id: card.evaluation.id, state: card.evaluation.state, opened: opened.has(card.evaluation.id) },
            ratings: seen.get(card.id) ?? { mine: null, others: null },
            rated_by: card.rated_by,
            decision: unseen.get(card.id)?.decision === true ? null : (decision ?? null),
            result: await comparedResult(card, shown, organization),
          };
        }),
      );
      const told = comparability(people);
      return {
        role: {
          ...{ id: role.id, title: role.title, challenge: role.challenge },
          ...{ hours_low: role.hours_low, hours_high: role.hours_high },
          challenge_title: challenges.find(role.challenge)?.challenge.title ?? role.challenge,
        },
        ...{ ...told, blind },
        people: people.map(({ result, ...rest }) => ({ ...rest, result: result === null ? null : { ...result } })),
      };
    },
  );

  /** @throws Problem unless all are of one role that is the organization's */
  async function cardsOf(asked: readonly string[], organization: string): Promise<readonly Card[]> {
    const cards = await Promise.all(
      asked.map(async (one) => found((await applications.cards(organization, { id: one }))[0], "candidate")),
    );
    if (new Set(cards.map(({ role_id }) => role_id)).size > 1) {
      throw new Problem("not-valid", "Compare candidates of one role.", [
        { path: "applications", message: "are of more than one role" },
      ]);
    }
    return cards.toSorted((a, b) => a.code_name.localeCompare(b.code_name, "en"));
  }

  async function openedBy(person: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await database
      .selectFrom("report_opening")
      .select("evaluation_id")
      .where("person_id", "=", person)
      .where("evaluation_id", "in", ids)
      .execute();
    return new Set(rows.map(({ evaluation_id }) => evaluation_id));
  }

  /** As it stands. */
  async function comparedResult(card: Card, shown: string, organization: string): Promise<Result | null> {
    if (card.evaluation?.state !== "done") return null;
    const row = found(await evaluations.find(card.evaluation.id, organization), "evaluation");
    return withoutEvidence(await parts.standing.of(row), shown);
  }
}

type Person = Readonly<{
  code_name: string;
  evaluation: { readonly id: string; readonly state: string } | null;
  result: Result | null;
}>;

/** Whether they can stand side by side; else why not, and what has to be run again for it. */
function comparability(people: readonly Person[]): {
  readonly comparable: boolean;
  readonly why_not: string | null;
  readonly run_again: string[];
} {
  const words = wordsOf("en");
  const without = people.filter(({ result }) => result === null);
  const results = people.flatMap(({ result }) => result ?? []);
  const unlike = new Set(unlikeTheNewest(results, words));
  const again = people.filter(
    ({ result, evaluation }) => (result !== null && unlike.has(result)) || evaluation?.state === "failed",
  );
  const why =
    without.length > 0
      ? `There is no report yet of: ${words.list(without.map(({ code_name }) => code_name))}`
      : whyNotComparable(results, words);
  return {
    comparable: why === undefined,
    why_not: why === undefined ? null : `${why}.`,
    run_again: again.flatMap(({ evaluation }) => evaluation?.id ?? []),
  };
}
