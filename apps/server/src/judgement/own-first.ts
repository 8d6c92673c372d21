import type { JudgedWhom, UnseenJudgement } from "@assay/store";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { memberOf, type Member } from "../access/identify.ts";
import { idsAskedFor } from "../blind/hiding.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What it answers, or does, says what was decided: refused to who has given no rating of their own. */
    tellsDecision?: boolean;
  }
}

type Needed = Pick<Parts, "unseenJudgements" | "hiddenNames">;

/** What this member is not to see yet, by application. A reader never rates: there is nothing to sway. */
export async function unseenBy(
  { id, access, organization }: Pick<Member, "id" | "access" | "organization">,
  of: Omit<JudgedWhom, "organization">,
  { unseenJudgements }: Pick<Needed, "unseenJudgements">,
): Promise<ReadonlyMap<string, UnseenJudgement>> {
  return access === "reader" ? new Map() : unseenJudgements.by(id, { ...of, organization });
}

/** Nobody learns what others decided before they have said what they think themselves. */
export function askOwnFirst(app: FastifyInstance, parts: Needed): void {
  app.addHook("preHandler", async (request) => {
    if (request.member === undefined || request.routeOptions.config.tellsDecision !== true) return;
    const unseen = await unseenBy(memberOf(request), { applications: await applicationsIn(request, parts) }, parts);
    if ([...unseen.values()].some(({ decision }) => decision)) throw rateFirst();
  });
}

export function rateFirst(): Problem {
  return new Problem("not-now", "Someone has decided already. Rate this person first; then you can see the decision.");
}

async function applicationsIn(request: FastifyRequest, { hiddenNames }: Needed): Promise<readonly string[]> {
  const ids = idsAskedFor(request);
  return [...new Set([...ids, ...(await hiddenNames.belonging(ids))])];
}
