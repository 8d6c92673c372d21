import type { Selectable } from "kysely";
import type { ApplicationRow } from "../applications/applications.ts";
import type { Choice, RoleTable } from "../database/hiring-tables.ts";
import type { Sent } from "./portal.ts";

/** Why nothing can be handed in, where that is so. */
export type Closed = "handed-in" | "decided";

/**
 * Why nothing can be handed in now: of the first work, or of a change to it. What counts is handed in once; again only
 * when it could not be run, or a fix of the first work was asked for.
 */
export function closedFor(
  sent: readonly Sent[],
  decision: { readonly choice: Choice; readonly made_at: Date } | null,
  followUp: string | null = null,
): Closed | undefined {
  if (decision !== null && decision.choice !== "ask-for-a-fix") return "decided";
  const counted = sent.find(({ kind, follow_up }) => kind === "final" && follow_up === followUp);
  if (counted === undefined) return undefined;
  if (followUp === null && isFixAwaited(sent, decision)) return undefined;
  const { evaluation } = counted;
  if (evaluation === null || evaluation.state === "failed" || evaluation.state === "cancelled") return undefined;
  return evaluation.verdict === "could-not-run" ? undefined : "handed-in";
}

/** Whether a fix of the first work was asked for, and nothing was handed in since. */
export function isFixAwaited(sent: readonly Sent[], decision: Parameters<typeof closedFor>[1]): boolean {
  if (decision?.choice !== "ask-for-a-fix") return false;
  const counted = sent.find(({ kind, follow_up }) => kind === "final" && follow_up === null);
  return counted !== undefined && decision.made_at > counted.made_at;
}

/**
 * For what something can be sent now: the first work (null), or the change to it that this candidate was asked for, by its
 * name; undefined for neither. While the first work may be sent, that comes first.
 */
export function openFor(
  sent: readonly Sent[],
  { decision, followUp }: { readonly decision: Parameters<typeof closedFor>[1]; readonly followUp: string | null },
): string | null | undefined {
  if (closedFor(sent, decision) === undefined) return null;
  return followUp !== null && closedFor(sent, decision, followUp) === undefined ? followUp : undefined;
}

/** The change that this candidate was asked for, by its name in the challenge; null for none. */
export function followUpOf(
  { follow_up_asked_at }: Pick<ApplicationRow, "follow_up_asked_at">,
  { follow_up }: Pick<Selectable<RoleTable>, "follow_up">,
): string | null {
  return follow_up_asked_at === null ? null : follow_up;
}
