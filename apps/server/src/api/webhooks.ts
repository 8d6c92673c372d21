import { webhookEvents } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { webhookUrlProblem } from "../background/send-webhook.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

const webhook = z.object({ id, url: z.string(), made_at: moment }).meta({ id: "Webhook" });
const ofWebhook = z.object({ webhook: id });
const noContent = z.null().describe("Nothing");

/** Programs that are told of what happens, signed as www.standardwebhooks.com has it. */
export function webhookRoutes(api: Api, { webhooks, operation }: Parts): void {
  api.get(
    "/webhooks",
    {
      config: { access: "own" },
      schema: {
        response: {
          200: z.object({ webhooks: z.array(webhook).readonly(), events: z.array(z.string()).readonly() }),
        },
      },
    },
    async (request) => ({ webhooks: await webhooks.list(memberOf(request).organization), events: webhookEvents }),
  );

  api.post(
    "/webhooks",
    {
      config: { access: "own" },
      schema: {
        summary: "An address that is told from now on. The secret that signs what it gets is shown this once",
        body: z.object({ url: z.url({ protocol: /^https?$/, error: "is no web address" }).max(500) }),
        response: { 201: webhook.extend({ secret: z.string() }) },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { url } = request.body;
      const refused = webhookUrlProblem(url, operation.privateAddresses);
      if (refused !== undefined) {
        throw new Problem("not-valid", "We can't send webhooks to this address.", [{ path: "url", message: refused }]);
      }
      return reply.code(201).send(await webhooks.make(organization, url, by));
    },
  );

  api.post(
    "/webhooks/:webhook/ping",
    {
      config: { access: "own" },
      schema: { params: ofWebhook, summary: "Sends a message, to try it out", response: { 202: noContent } },
    },
    async (request, reply) => {
      const { organization } = memberOf(request);
      found((await webhooks.ping(request.params.webhook, organization)) || undefined, "webhook");
      return reply.code(202).send(null);
    },
  );

  api.get(
    "/webhooks/:webhook/deliveries",
    {
      config: { access: "own" },
      schema: {
        params: ofWebhook,
        response: {
          200: z
            .array(
              z.object({
                ...{ id, event: z.string(), tries: z.number(), last_answer: z.string().nullable() },
                ...{ made_at: moment, delivered_at: maybeMoment, given_up_at: maybeMoment },
              }),
            )
            .readonly(),
        },
      },
    },
    async (request) =>
      found(await webhooks.deliveries(request.params.webhook, memberOf(request).organization), "webhook"),
  );

  api.delete(
    "/webhooks/:webhook",
    { config: { access: "own" }, schema: { params: ofWebhook, response: { 204: noContent } } },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      found((await webhooks.remove(request.params.webhook, organization, by)) || undefined, "webhook");
      return reply.code(204).send(null);
    },
  );
}
