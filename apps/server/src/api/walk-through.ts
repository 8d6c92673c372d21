import { pointedAtChanges, type Place } from "@assay/hiring";
import { visible } from "@assay/report";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import { ownWorkOf, placesIn } from "../walk-through/own-work.ts";
import { id, maybeMoment, type Api } from "./route.ts";

/** Plain text of the candidate's own: shown as text. */
const place = z.object({ path: z.string(), line: z.number(), from: z.number(), lines: z.array(z.string()).readonly() });

const walkThrough = z
  .object({
    /** `no-work`: nothing was handed in. `unreadable`: its archive can't be opened, or is gone. */
    state: z.enum(["ready", "no-work", "unreadable"]),
    handed_in_at: maybeMoment,
    prompts: z.array(
      z.object({
        id: z.string(),
        /** Of a change, the words are the page's: `walk.<id>.ask`. */
        about: z.enum(["work", "change"]),
        words: z.object({ ask: z.string(), good: z.string(), weak: z.string() }).nullable(),
        /** Null where no line was found. */
        place: place.nullable(),
      }),
    ),
  })
  .meta({ id: "WalkThrough" });

/** What somebody is asked to show and explain in their own code: the same for everyone in the role, in the same order. */
export function walkThroughRoutes(api: Api, parts: Parts): void {
  const { applications, roles, challenges } = parts;

  api.get(
    "/applications/:application/walk-through",
    {
      config: { access: "read", rateLimit: { max: 60, timeWindow: "1 minute" } },
      schema: {
        params: z.object({ application: id }),
        summary: "Prompts, each with a place in the candidate's own code where one was found. Nothing is scored",
        response: { 200: walkThrough },
      },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const application = found(await applications.find(request.params.application, organization), "candidate");
      const role = found(await roles.find(application.role_id, organization), "role");
      const pack = challenges.find(role.challenge);
      const prompts = pack?.walkThrough?.prompts ?? [];
      const work = await ownWorkOf(application.id, parts);
      const { first } = work;
      const places = first === undefined || pack === undefined ? undefined : await placesIn(work, pack.folder, parts);
      const pointed = places?.prompts ?? [];
      const changes = role.follow_up === null ? [] : (places?.changes ?? pointedAtChanges([], undefined));
      const state: z.infer<typeof walkThrough>["state"] =
        first === undefined ? "no-work" : places?.isReadable === true ? "ready" : "unreadable";
      return {
        state,
        handed_in_at: first?.made_at ?? null,
        prompts: [
          ...prompts.map(({ id: prompt, ask, goodAnswer, weakAnswer }, at) => ({
            ...{ id: prompt, about: "work" as const, words: { ask, good: goodAnswer, weak: weakAnswer } },
            place: shown(pointed[at]?.place),
          })),
          ...changes.map((one) => ({
            ...{ id: one.id, about: "change" as const, words: null, place: shown(one.place) },
          })),
        ],
      };
    },
  );
}

/** Nothing in it turns the reading direction, or hides. */
function shown(found: Place | undefined): z.infer<typeof place> | null {
  if (found === undefined) return null;
  return { ...found, path: visible(found.path), lines: found.lines.map(visible) };
}
