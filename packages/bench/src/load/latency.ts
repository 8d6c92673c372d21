import { build } from "hdr-histogram-js";

/** Times in milliseconds, kept to a microsecond or to three digits, whichever is coarser. */
export class Latency {
  readonly #histogram = build({
    bitBucketSize: 32,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 60_000_000,
    numberOfSignificantValueDigits: 3,
    autoResize: true,
  });

  add(milliseconds: number): void {
    this.#histogram.recordValue(Math.max(0, Math.round(milliseconds * 1_000)));
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  /** @returns null when there is none */
  percentile(percent: number): number | null {
    return this.count === 0 ? null : this.#histogram.getValueAtPercentile(percent) / 1_000;
  }

  get longest(): number | null {
    return this.count === 0 ? null : this.#histogram.maxValue / 1_000;
  }

  reset(): void {
    this.#histogram.reset();
  }
}
