import type { Recognition, Rehearsed } from "../check/rehearsal.ts";
import { statusOf } from "../edge/exchange.ts";
import type { Draft } from "./learn.ts";
import type { LeftOut } from "./left-out.ts";
import { proposeOperations, type People } from "./proposed.ts";
import type { Route } from "./route.ts";

/** Operation → the routes that were tried for it and answered that they are something else. */
export type Refused = Readonly<Record<string, readonly Route[]>>;

export interface WholeDraft extends Draft {
  /** What people sign up with, by this draft's sign-up. */
  readonly people: People;
  /** The same, where a person says so. */
  readonly peopleSaid?: People | undefined;
  readonly refused: Refused;
  /** Whether a sign-up confirms its address by a mail, or was tried so in vain. */
  readonly confirmation?: "added" | "refused";
  /** Operations that stay out of the binding, by name. */
  readonly leftOut?: Readonly<Record<string, LeftOut>>;
}

/**
 * The draft with the next likely route for each operation whose route answered that it doesn't exist, or isn't open to
 * this visitor. Where no route is left, the likeliest one returns. The same draft where nothing was refused. Pure.
 */
export function withNextCandidates(
  draft: WholeDraft,
  steps: readonly Rehearsed[],
  recognitions: Readonly<Record<string, Recognition>>,
  routes: readonly Route[],
): WholeDraft {
  const names = Object.keys(draft.operations).filter((operation) => isRefused(draft, steps, operation, recognitions));
  const wrong = names.flatMap((operation) => {
    const route = draft.operations[operation]?.route;
    const before = draft.refused[operation] ?? [];
    return route === undefined || before.includes(route) ? [] : [[operation, [...before, route]] as const];
  });
  if (wrong.length === 0) return draft;
  const refused: Refused = { ...draft.refused, ...Object.fromEntries(wrong) };
  const proposed = proposeOperations(recognitions, routes, refused, draft.peopleSaid);
  // A sign-up by other names changes what every operation sends.
  const isPeopleChanged = proposed.people !== draft.people;
  const changed = Object.entries(proposed.operations).filter(
    ([operation, { route }]) =>
      isPeopleChanged ||
      (refused[operation] !== draft.refused[operation] && route !== draft.operations[operation]?.route),
  );
  if (changed.length === 0) return draft;
  const operations = { ...draft.operations, ...Object.fromEntries(changed) };
  const { people } = proposed;
  const { carrier, ...rest } = draft;
  const next = { ...rest, people, operations, refused };
  // The ways to carry a log-in were all tried on the wrong route; the usual one fits most others.
  const isCarrierKept = carrier !== undefined && refused["whoAmI"] === draft.refused["whoAmI"];
  return isCarrierKept ? { ...next, carrier } : next;
}

function isRefused(
  draft: Draft,
  steps: readonly Rehearsed[],
  operation: string,
  recognitions: Readonly<Record<string, Recognition>>,
): boolean {
  const step = steps.find((one) => one.operation === operation);
  const exchange = step?.exchanges.find((one) => one.operation === operation);
  if (step?.outcome !== "fails" || exchange === undefined) return false;
  const status = statusOf(exchange);
  if (status === 404 || status === 405) return true;
  // It opens, and names somebody else or nobody; or it wants more than a log-in.
  if (operation === "whoAmI" && (status < 400 || status === 400 || status === 422)) return true;
  if (status !== 401 && status !== 403) return false;
  // Where a log-in is sent, the way that it is carried may be what is wrong.
  if (recognitions[operation]?.credential !== true) return true;
  if (operation === "whoAmI") return draft.carriers.length === 0;
  return steps.some((one) => one.operation === "whoAmI" && one.outcome === "works");
}
