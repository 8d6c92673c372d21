import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { id, moment, type Api } from "./route.ts";

/** What a candidate asked for to be able to take part: for whoever runs the hiring, not for whoever rates. */
export function adjustmentRoutes(api: Api, { applications, adjustments }: Parts): void {
  api.get(
    "/applications/:application/adjustments",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ application: id }),
        response: {
          200: z.array(z.object({ id, text: z.string(), days: z.number(), made_at: moment })).readonly(),
        },
      },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      return adjustments.of(application);
    },
  );
}
