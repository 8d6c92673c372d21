import { inWords } from "@assay/report";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { id, type Api } from "./route.ts";

const told = z.object({ id: z.string(), title: z.string() });

const words = z
  .object({
    /** The challenge's. */
    task: z.string(),
    /** Whether there is a result: without one all lists are empty. */
    is_tested: z.boolean(),
    failures: z
      .array(
        told.extend({
          ...{ severity: z.enum(["blocker", "serious", "minor"]), held: z.string(), why: z.string() },
          ...{ question: z.string(), good: z.string() },
          ...{ is_disputed: z.boolean(), said_by: z.string().nullable() },
        }),
      )
      .readonly(),
    ...{ strengths: z.array(told).readonly(), musts: z.array(told).readonly(), taken_back: z.array(told).readonly() },
  })
  .meta({ id: "InWords" });

/** What was found in somebody's work, as texts for letters and plans: in the report's order, and no report is opened by it. */
export function inWordsRoutes(api: Api, parts: Parts): void {
  const { applications, evaluations, roles, challenges, standing } = parts;

  api.get(
    "/applications/:application/in-words",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ application: id }),
        summary: "What was found, as texts for a letter or a plan; reading it counts as opening no report",
        response: { 200: words },
      },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const [card] = await applications.cards(organization, { id: request.params.application });
      const { role_id, evaluation } = found(card, "candidate");
      const role = found(await roles.find(role_id, organization), "role");
      const pack = challenges.find(role.challenge);
      const task = pack?.challenge.title ?? role.challenge;
      const row = evaluation?.state === "done" ? await evaluations.find(evaluation.id, organization) : undefined;
      if (row === undefined) return { task, is_tested: false, failures: [], strengths: [], musts: [], taken_back: [] };
      const said = inWords(await standing.of(row), pack?.catalogue ?? {});
      return {
        ...{ task, is_tested: true, strengths: said.strengths, musts: said.musts, taken_back: said.takenBack },
        failures: said.failures.map(({ isDisputed, saidBy, ...failure }) => ({
          ...failure,
          ...{ is_disputed: isDisputed, said_by: saidBy ?? null },
        })),
      };
    },
  );
}
