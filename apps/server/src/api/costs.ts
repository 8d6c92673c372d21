import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { id, maybeLine, type Api } from "./route.ts";

const hour = z.number().int().min(1, "must be 1 or more").max(10_000, "must be 10,000 at most");

/** What the hirer thinks that a job takes, and may spend on it. */
export function costRoutes(api: Api, { roles }: Parts): void {
  api.put(
    "/roles/:role/cost",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ role: id }),
        summary: "How many hours the hirer thinks the job takes, at least and at most, and what may be spent",
        body: z.object({
          hours: z
            .object({ low: hour, high: hour })
            .refine(({ low, high }) => low <= high, { error: "must not be below the least", path: ["high"] })
            .nullable(),
          budget: maybeLine(120),
        }),
        response: {
          200: z.object({ hours_low: z.number().nullable(), hours_high: z.number().nullable(), budget: z.string() }),
        },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { hours, budget } = request.body;
      const change = { hours_low: hours?.low ?? null, hours_high: hours?.high ?? null, budget };
      return found(await roles.change(request.params.role, organization, change, by), "role");
    },
  );
}
