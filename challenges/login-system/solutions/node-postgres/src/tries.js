import { tooMany } from "./errors.js";

/**
 * Counts tries of something in a moving window, in this process's memory.
 * `take` counts before the outcome is known, so that tries at the same instant are counted too; `giveBack` undoes it.
 */
export function countTries({ limit, windowSeconds, now = Date.now }) {
  const windowMs = windowSeconds * 1000;
  const tries = new Map(); // key → the moments, oldest first

  return {
    take(key) {
      const moments = recent(key);
      if (moments.length >= limit) throw tooMany(Math.ceil((moments[0] + windowMs - now()) / 1000));
      moments.push(now());
      tries.set(key, moments);
    },
    giveBack(key) {
      tries.get(key)?.pop();
    },
    clear(key) {
      tries.delete(key);
    },
    forgetOld() {
      for (const key of tries.keys()) if (recent(key).length === 0) tries.delete(key);
    },
  };

  function recent(key) {
    return (tries.get(key) ?? []).filter((moment) => moment > now() - windowMs);
  }
}
