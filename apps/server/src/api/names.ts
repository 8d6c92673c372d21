import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { card } from "./roles.ts";
import { id, type Api } from "./route.ts";

/** Whoever has to write to somebody needs the name before they have rated: they say so, and others see that they did. */
export function nameRoutes(api: Api, { applications, hiddenNames }: Parts): void {
  api.post(
    "/applications/:application/open-name",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ application: id }),
        summary: "Shows a name before one's own rating. Everybody who rates sees who did",
        response: { 200: card },
      },
    },
    async (request) => {
      const { organization, id: by, access } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      const hidden = await hiddenNames.from(organization, { person: by, access });
      // Who may see it already has nothing to say of themselves.
      if (hidden.some((one) => one.application === application)) await hiddenNames.open(application, organization, by);
      return found((await applications.cards(organization, { id: application }))[0], "candidate");
    },
  );
}
