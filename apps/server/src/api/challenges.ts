import { z } from "zod";
import type { Parts } from "../parts.ts";
import { found } from "../problems/problem.ts";
import type { Api } from "./route.ts";

const challenge = z
  .object({
    ...{ id: z.string(), title: z.string(), version: z.string(), checks: z.number(), public_checks: z.number() },
    starters: z.array(z.string()),
    hours: z.string().describe("How long it takes, as its brief says; empty where the brief says nothing"),
  })
  .meta({ id: "Challenge" });

/** What can be asked of candidates. */
export function challengeRoutes(api: Api, { challenges }: Parts): void {
  const shown = (pack: (typeof challenges.all)[number]) => ({
    ...{ id: pack.id, title: pack.challenge.title, version: pack.challenge.version, checks: pack.counted },
    ...{ public_checks: pack.publicChecks.length, starters: [...pack.starters], hours: pack.hours },
  });

  api.get("/challenges", { config: { access: "read" }, schema: { response: { 200: z.array(challenge) } } }, () =>
    challenges.all.map(shown),
  );

  api.get(
    "/challenges/:challenge",
    {
      config: { access: "read" },
      schema: {
        params: z.object({ challenge: z.string() }),
        response: { 200: challenge.extend({ brief: z.string(), contract: z.string() }) },
      },
    },
    (request) => {
      const pack = found(challenges.find(request.params.challenge), "challenge");
      return { ...shown(pack), brief: pack.brief, contract: pack.contract };
    },
  );

  api.get(
    "/challenges/:challenge/catalogue",
    {
      config: { access: "anybody" },
      schema: {
        params: z.object({ challenge: z.string() }),
        summary: "The words of every check, by its id: for reports",
        response: { 200: z.record(z.string(), z.looseObject({})) },
      },
    },
    (request) => {
      const pack = found(challenges.find(request.params.challenge), "challenge");
      return { ...pack.catalogue } as unknown as Record<string, Record<string, unknown>>;
    },
  );
}
