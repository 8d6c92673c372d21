import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { id, moment, type Api } from "./route.ts";

const notice = z
  .object({
    ...{ id, application_id: id, code_name: z.string(), role_title: z.string(), kind: z.string(), made_at: moment },
    facts: z.looseObject({}),
  })
  .meta({ id: "Notice" });

/** What members must hear: a result was judged again, a candidate says that a finding is wrong. */
export function noticeRoutes(api: Api, { notices }: Parts): void {
  api.get(
    "/notices",
    { config: { access: "read" }, schema: { response: { 200: z.array(notice).readonly() } } },
    async (request) =>
      (await notices.forMembers(memberOf(request).organization)).map(({ facts, ...rest }) => ({
        ...rest,
        facts: { ...facts },
      })),
  );

  api.post(
    "/notices/:notice/seen",
    {
      config: { access: "review" },
      schema: {
        params: z.object({ notice: id }),
        summary: "Puts it away for everybody",
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { id: seen } = found(await notices.find(request.params.notice, organization), "notice");
      await notices.putAway(seen, organization, by);
      return reply.code(204).send(null);
    },
  );
}
