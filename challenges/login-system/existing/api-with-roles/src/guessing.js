/** Ten tries for one user name in a quarter of an hour, whoever makes them. */
const most = 10;
const windowMs = 15 * 60_000;
const mostNames = 10_000;

const triesOf = new Map();

/**
 * Whether this user name's password may be tried. Counted before the password is looked at, so that many at one instant
 * count as well.
 */
export function mayTry(name) {
  const now = Date.now();
  const tries = triesOf.get(name);
  if (tries !== undefined && now - tries.since < windowMs) return ++tries.count <= most;
  if (triesOf.size >= mostNames) forgetOld(now);
  triesOf.set(name, { since: now, count: 1 });
  return true;
}

/** Who logged in was no guesser. */
export function forgetTries(name) {
  triesOf.delete(name);
}

function forgetOld(now) {
  for (const [name, { since }] of triesOf) if (now - since >= windowMs) triesOf.delete(name);
  // Still full: the oldest goes, as the first that was put in.
  if (triesOf.size >= mostNames) triesOf.delete(triesOf.keys().next().value);
}
