import { contractPlaceOf } from "@assay/hiring";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { card } from "./roles.ts";
import { id, type Api } from "./route.ts";

/** Where a market place wants a contract before any work is asked for: a person says that it has started. */
export function contractRoutes(api: Api, { applications }: Parts): void {
  api.put(
    "/applications/:application/contract",
    {
      config: { access: "recruit", byName: true },
      schema: {
        params: z.object({ application: id }),
        summary:
          "Says that the small job has started where the candidate was found, or takes that back before inviting",
        body: z.object({ started: z.boolean() }),
        response: { 200: card },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { application } = request.params;
      const cardOf = async () => found((await applications.cards(organization, { id: application }))[0], "candidate");
      if (contractPlaceOf((await cardOf()).source) === undefined) {
        throw new Problem("not-now", "Only somebody found on Upwork or Fiverr needs this. You can invite right away.");
      }
      const isSet = await applications.setContract(application, organization, request.body.started, by);
      if (isSet === false) {
        throw new Problem("not-now", "The invitation has gone out already, so this can’t be taken back any more.");
      }
      return cardOf();
    },
  );
}
