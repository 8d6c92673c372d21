import { now } from "./clock.ts";

/**
 * How long we have waited for the submission: the union of all spans in which at least one of its answers, starts,
 * stops or mails was outstanding. What is left of a cell's life is our own cost.
 */
export class Waiting {
  #outstanding = 0;
  #since = 0;
  #total = 0;

  async during<T>(act: () => Promise<T>): Promise<T> {
    if (this.#outstanding++ === 0) this.#since = now();
    try {
      return await act();
    } finally {
      if (--this.#outstanding === 0) this.#total += now() - this.#since;
    }
  }

  total(): number {
    return this.#total + (this.#outstanding > 0 ? now() - this.#since : 0);
  }
}
