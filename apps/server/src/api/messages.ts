import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { id, moment, type Api } from "./route.ts";

const ofApplication = z.object({ application: id });

export const message = z
  .object({
    ...{ id, by_candidate: z.boolean(), person_name: z.string().nullable() },
    text: z.string(),
    made_at: moment,
  })
  .meta({ id: "Message" });
/** What a person writes, of as many lines as they like. */
export const messageText = z.object({ text: z.string().trim().min(1, "must not be empty").max(5_000) });

/** The thread between a candidate and whoever hires, for members. */
export function messageRoutes(api: Api, { applications, messages }: Parts): void {
  api.get(
    "/applications/:application/messages",
    { config: { access: "read" }, schema: { params: ofApplication, response: { 200: z.array(message).readonly() } } },
    async (request) => {
      const { organization } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      return messages.of(application);
    },
  );

  api.post(
    "/applications/:application/messages",
    {
      config: { access: "review" },
      schema: { params: ofApplication, body: messageText, response: { 201: message } },
    },
    async (request, reply) => {
      const { organization, id: person } = memberOf(request);
      const application = found(await applications.find(request.params.application, organization), "candidate");
      return reply.code(201).send(await messages.add(application, request.body.text, { person }));
    },
  );
}
