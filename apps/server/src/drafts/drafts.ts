import { closedFor, followUpOf, openFor, type ApplicationRow } from "@assay/store";
import type { Pack } from "../challenges/challenges.ts";
import { askedWith } from "../challenges/follow-ups.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";

const mostADay = 100;

/** Nothing of the task moves before the candidate has read what happens to the work. @throws Problem `not-now` */
export function assertAgreed({ agreed_at }: ApplicationRow): void {
  if (agreed_at === null) {
    throw new Problem("not-now", "First read what happens to your work, on your page, and say that you have.");
  }
}

/**
 * The change that what is sent now is for, by its name in the challenge; null for the first work.
 * @throws Problem `not-now` where nothing can be sent any more, `too-many` after very many in one day
 */
export async function assertMaySend(
  application: ApplicationRow,
  { portal }: Pick<Parts, "portal">,
): Promise<string | null> {
  assertAgreed(application);
  const [{ decision, role }, sent] = [await portal.standing(application), await portal.sent(application.id)];
  if (closedFor(sent, decision) === "decided") {
    throw new Problem("not-now", "The decision has been made. What you found and built stays yours.");
  }
  const since = Date.now() - 24 * 3_600_000;
  if (sent.filter(({ made_at }) => made_at.getTime() > since).length >= mostADay) {
    throw new Problem("too-many", "That was very often for one day. Try again tomorrow, or write to us on your page.");
  }
  // What comes after all was handed in is kept, as a try of the newest that was asked for.
  const followUp = followUpOf(application, role);
  return openFor(sent, { decision, followUp }) === null ? null : followUp;
}

/** Whether all that was asked for is handed in: what is sent now is a try that changes nothing of it. */
export async function isHandedIn(application: ApplicationRow, { portal }: Pick<Parts, "portal">): Promise<boolean> {
  const [{ decision, role }, sent] = [await portal.standing(application), await portal.sent(application.id)];
  return openFor(sent, { decision, followUp: followUpOf(application, role) }) === undefined;
}

/** Has a draft asked what candidates may try; what an older one is still asked ends. Undefined where there is nothing to try. */
export async function tryDraft(
  application: ApplicationRow,
  {
    submission,
    pack,
    followUp,
  }: { readonly submission: string; readonly pack: Pack; readonly followUp: string | null },
  { portal, evaluations }: Pick<Parts, "portal" | "evaluations">,
): Promise<string | undefined> {
  const { publicChecks: only } = askedWith(pack, followUp);
  if (only.length === 0) return undefined;
  const { id, organization_id: organization } = application;
  for (const older of await portal.unendedDrafts(id)) await evaluations.cancel(older, organization, "candidate");
  return evaluations.ask(
    { organization, submission, challenge: pack.id, only, followUp: followUp ?? undefined },
    "candidate",
  );
}
