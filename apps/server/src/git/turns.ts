import { Problem } from "../problems/problem.ts";

const mostWaiting = 20;

interface Line {
  waiting: number;
  last: Promise<unknown>;
}

/** One at a time for each key, in the order of asking. */
export class Turns {
  readonly #lines = new Map<string, Line>();

  /** @throws Problem `too-many` where very many wait already; what `work` throws; the signal's reason while it waits */
  async take<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { waiting: 0, last: Promise.resolve() };
    if (line.waiting > mostWaiting) {
      throw new Problem("too-many", "Many people are sending their work right now. Try again in a minute.");
    }
    this.#lines.set(key, line);
    line.waiting += 1;
    const turn = line.last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    line.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) this.#lines.delete(key);
    }
  }
}

/** By role: packing what one candidate pushed takes memory and a processor. */
export const packing = new Turns();
