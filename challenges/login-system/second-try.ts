import { statusOf, type Attempt, type World } from "@assay/bench";

/** An error by the app's own account. No answer may be a crash, which another try would hide. Pure. */
export function isOwnError({ exchange }: Attempt): boolean {
  return exchange.failure === undefined && statusOf(exchange) >= 500;
}

/**
 * Asks once more after an error of the app's own: what only leads to a question must not hang on one bad moment. Where
 * the second answer is none, the first is a finding of its own: see `unprovoked-errors`.
 */
export async function askAgain(world: World, ask: () => Promise<Attempt>): Promise<Attempt> {
  const first = await ask();
  if (!isOwnError(first)) return first;
  const second = await ask();
  if (isOwnError(second)) return first;
  world.stumbles.note(first.exchange);
  return second;
}

/** As `askAgain`, for all that a check gathers: with other people, where one of these attempts was an error. */
export async function gatherAgain<Evidence>(
  world: World,
  gather: () => Promise<Evidence>,
  attemptsIn: (evidence: Evidence) => readonly (Attempt | undefined)[],
): Promise<Evidence> {
  const errorIn = (evidence: Evidence) =>
    attemptsIn(evidence).find((attempt) => attempt !== undefined && isOwnError(attempt));
  const first = await gather();
  const error = errorIn(first);
  if (error === undefined) return first;
  const second = await gather();
  if (errorIn(second) !== undefined) return first;
  world.stumbles.note(error.exchange);
  return second;
}
