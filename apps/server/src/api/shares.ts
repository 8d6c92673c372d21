import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { hiddenInShare } from "../blind/hiding.ts";
import { withoutDisputes } from "../judgement/standing-results.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, moment, type Api } from "./route.ts";

const share = z.object({ id, made_at: moment, person: z.string().nullable() }).meta({ id: "Share" });

/** A report for whoever has its link: to be read, until the link is revoked. */
export function shareRoutes(api: Api, parts: Parts): void {
  const { shares, evaluations, url } = parts;

  api.get(
    "/evaluations/:evaluation/shares",
    {
      config: { access: "recruit" },
      schema: { params: z.object({ evaluation: id }), response: { 200: z.array(share).readonly() } },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const row = found(await evaluations.find(request.params.evaluation, organization), "evaluation");
      return shares.of(row.id);
    },
  );

  api.post(
    "/evaluations/:evaluation/shares",
    {
      config: { access: "recruit" },
      schema: {
        params: z.object({ evaluation: id }),
        summary: "A new link, which is shown this once",
        response: { 201: z.object({ id, link: z.string() }) },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const row = found(await evaluations.find(request.params.evaluation, organization), "evaluation");
      if (row.result === null) throw new Problem("not-now", "There is no report yet that could be shared.");
      const { share: made, token } = await shares.make(row.id, { organization, by });
      // After the mark, so that servers and logs never see it.
      return reply.code(201).send({ id: made.id, link: `${url}/shared#${token}` });
    },
  );

  api.delete(
    "/shares/:share",
    {
      config: { access: "recruit" },
      schema: { params: z.object({ share: id }), response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { id: revoked } = found(await shares.find(request.params.share, organization), "link");
      await shares.revoke(revoked, organization, by);
      return reply.code(204).send(null);
    },
  );

  api.get(
    "/shared",
    {
      config: { access: "anybody" },
      schema: {
        summary: "What a shared link opens: the link's token as a bearer token",
        response: {
          200: z.object({
            candidate: z.string(),
            challenge: z.string(),
            result: z.looseObject({ version: z.number() }),
          }),
        },
      },
    },
    async (request) => {
      const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
      const opened = token === undefined ? undefined : await shares.open(token);
      if (opened === undefined) {
        throw new Problem("link-not-valid", "It was taken back, or is not whole. Ask whoever sent it for a new one.");
      }
      const row = found(await evaluations.find(opened.evaluation_id, opened.organization_id), "report");
      const about = await parts.database
        .selectFrom("submission")
        .innerJoin("application", "application.id", "submission.application_id")
        .innerJoin("candidate", "candidate.id", "application.candidate_id")
        .select("candidate.name")
        .where("submission.id", "=", row.submission_id)
        .executeTakeFirst();
      const result = withoutDisputes(await parts.standing.of(row));
      const shown = { candidate: about?.name ?? "", challenge: row.challenge, result: { ...result } };
      const hidden = await hiddenInShare(
        { evaluation: opened.evaluation_id, organization: opened.organization_id },
        request,
        parts,
      );
      return hidden === undefined ? shown : hidden.names.inValue(shown, JSON.stringify(shown));
    },
  );
}
