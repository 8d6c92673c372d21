import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { unseenBy } from "../judgement/own-first.ts";
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
export function messageRoutes(api: Api, parts: Parts): void {
  const { applications, messages } = parts;
  api.get(
    "/applications/:application/messages",
    { config: { access: "read" }, schema: { params: ofApplication, response: { 200: z.array(message).readonly() } } },
    async (request) => {
      const member = memberOf(request);
      const { id: application } = found(
        await applications.find(request.params.application, member.organization),
        "candidate",
      );
      const unseen = await unseenBy(member, { applications: [application] }, parts);
      return messages.of(application, { letters: unseen.get(application)?.decision !== true });
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
