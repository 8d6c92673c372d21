import { stages, told } from "@assay/store";
import { z } from "zod";
import { allows } from "../access/access.ts";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { id, maybeMoment, moment, type Api } from "./route.ts";

const need = z
  .object({
    kind: z.enum(["question", "adjustment", "cannot-say", "our-mistake", "could-not-run", "failed", "report"]),
    ...{ application: id, name: z.string(), role_id: id, role: z.string(), at: moment, due_at: maybeMoment },
    ...{ text: z.string().nullable(), evaluation: id.nullable(), follow_up: z.boolean() },
  })
  .meta({ id: "Need" });

const running = z
  .object({
    ...{ evaluation: id, state: z.enum(["waiting", "running"]), application: id, name: z.string(), role: z.string() },
    ...{ challenge: z.string(), challenge_title: z.string(), asked_at: moment, started_at: maybeMoment },
  })
  .meta({ id: "Running" });

const happening = z
  .object({
    ...{ action: z.enum(told), at: moment, person_id: id.nullable(), person: z.string().nullable() },
    ...{ application: id.nullable(), evaluation: id.nullable(), name: z.string().nullable() },
    ...{ role_id: id.nullable(), role: z.string().nullable(), to: z.enum(stages).nullable(), count: z.number() },
  })
  .meta({ id: "Happening" });

const roleInShort = z
  .object({
    ...{ id, title: z.string(), challenge: z.string(), state: z.enum(["open", "closed"]), is_demo: z.boolean() },
    ...{ made_at: moment, stages: z.partialRecord(z.enum(stages), z.number()) },
  })
  .meta({ id: "RoleInShort" });

const mostLately = 8;

/** The first page: what needs this person, what runs, what was done, and which roles there are. */
export function homeRoutes(api: Api, { home, challenges }: Parts): void {
  api.get(
    "/home",
    {
      config: { access: "read" },
      schema: {
        response: {
          200: z.object({
            needs: z.array(need).readonly(),
            running: z.array(running).readonly(),
            lately: z.array(happening).readonly(),
            roles: z.array(roleInShort).readonly(),
          }),
        },
      },
    },
    async (request) => {
      const { organization, access } = memberOf(request);
      const [needs, runs, happenings, roles] = await Promise.all([
        home.needs(organization, { recruits: allows(access, "recruit") }),
        home.running(organization),
        home.lately(organization, mostLately),
        home.roles(organization),
      ]);
      const titleOf = (challenge: string) => challenges.find(challenge)?.challenge.title ?? challenge;
      return {
        ...{ needs, lately: happenings, roles },
        running: runs.map((run) => ({ ...run, challenge_title: titleOf(run.challenge) })),
      };
    },
  );
}
