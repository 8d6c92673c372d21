import { busy } from "./errors.js";

/**
 * Runs at most `concurrent` jobs at once and lets at most `waiting` more wait, each no longer than `patience` ms.
 * A password hash takes a core and 19 MiB: without a bound, a crowd would take all memory and stop everyone else.
 */
export function createQueue({ concurrent, waiting, patience }) {
  const line = [];
  let running = 0;

  return async function run(job) {
    if (running >= concurrent) await turn();
    else running += 1;
    try {
      return await job();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };

  /** Resolves when a job that ended hands over its place. */
  function turn() {
    if (line.length >= waiting) throw busy();
    return new Promise((resolve, reject) => {
      const takePlace = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        line.splice(line.indexOf(takePlace), 1);
        reject(busy());
      }, patience);
      line.push(takePlace);
    });
  }
}
