import { now } from "./clock.ts";

/** From and to, milliseconds since the Unix epoch: comparable between the cells of one machine. */
export type Span = readonly [from: number, to: number];

/** Gaps shorter than this are the time between one answer and the next question. */
const seamless = 2;

/**
 * When we have waited for the submission: the union of all spans in which at least one of its answers, starts, stops or
 * mails was outstanding. What is left of an evaluation is our own cost.
 */
export class Waiting {
  #outstanding = 0;
  #since = 0;
  readonly #spans: [from: number, to: number][] = [];

  async during<T>(act: () => Promise<T>): Promise<T> {
    if (this.#outstanding++ === 0) this.#since = now();
    try {
      return await act();
    } finally {
      if (--this.#outstanding === 0) this.#keep(this.#since, now());
    }
  }

  /** Milliseconds. */
  total(): number {
    return lengthOf(this.spans());
  }

  spans(): readonly Span[] {
    const origin = performance.timeOrigin;
    const open: Span[] = this.#outstanding > 0 ? [[this.#since, now()]] : [];
    return [...this.#spans, ...open].map(([from, to]) => [from + origin, to + origin]);
  }

  #keep(from: number, to: number): void {
    const last = this.#spans.at(-1);
    if (last !== undefined && from - last[1] < seamless) last[1] = to;
    else this.#spans.push([from, to]);
  }
}

/** Milliseconds covered by at least one of the spans. */
export function lengthOf(spans: readonly Span[]): number {
  let covered = 0;
  let end = -Infinity;
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered;
}
