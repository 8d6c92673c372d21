import type { Parts } from "../parts.ts";

const lookEvery = 5_000;

/**
 * Lets evaluations wait again whose worker was killed: until another one takes them, pages would show them as running.
 * Looks now, and then every few seconds.
 * @returns what ends it
 */
export function giveBackLost({ evaluations }: Pick<Parts, "evaluations">): () => Promise<void> {
  // The database may be away: it is looked at again.
  const look = () =>
    evaluations.giveBackLost().then(
      () => undefined,
      () => undefined,
    );
  let looking = look();
  const timer = setInterval(() => (looking = looking.then(look)), lookEvery);
  return () => {
    clearInterval(timer);
    return looking;
  };
}
