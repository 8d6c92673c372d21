import { build } from "hdr-histogram-js";

/** Times in milliseconds, kept to a microsecond or to three digits, whichever is coarser. */
export class Latency {
  // Without WebAssembly: to compile it takes longer than it saves on the few thousand times of a run.
  readonly #histogram = build({ numberOfSignificantValueDigits: 3 });

  add(milliseconds: number): void {
    this.#histogram.recordValue(Math.max(0, Math.round(milliseconds * 1_000)));
  }

  /** @returns null when there is none */
  percentile(percent: number): number | null {
    return this.#histogram.totalCount === 0 ? null : this.#histogram.getValueAtPercentile(percent) / 1_000;
  }

  get longest(): number | null {
    return this.#histogram.totalCount === 0 ? null : this.#histogram.maxValue / 1_000;
  }

  reset(): void {
    this.#histogram.reset();
  }
}

/** Of these milliseconds, to a tenth of one; null when there are none. */
export function percentileOf(waits: readonly number[], percent: number): number | null {
  const latency = new Latency();
  for (const wait of waits) latency.add(wait);
  const found = latency.percentile(percent);
  return found === null ? null : Math.round(found * 10) / 10;
}

/** Fewer say too little of their middle. */
const leastForMedian = 10;

/**
 * Between which of these milliseconds the true median lies, 19 times of 20: by their order alone, whatever their
 * distribution. Undefined where they are too few.
 */
export function medianWithin(waits: readonly number[]): readonly [number, number] | undefined {
  if (waits.length < leastForMedian) return undefined;
  const sorted = waits.toSorted((one, other) => one - other);
  const reach = 0.98 * Math.sqrt(sorted.length);
  const at = (index: number) => Math.round((sorted[index] ?? 0) * 10) / 10;
  return [
    at(Math.floor(sorted.length / 2 - reach)),
    at(Math.min(sorted.length - 1, Math.ceil(sorted.length / 2 + reach))),
  ];
}
