import type { SliceFact } from "@assay/bench/result";
import type { Box } from "./text-box.ts";

/** Milliseconds from the start of the run → pixels. */
export type Across = (milliseconds: number) => number;

/** From where to where a row of the picture goes, in pixels from the top. */
export interface Row {
  readonly top: number;
  readonly bottom: number;
}

export function pixels(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Slices in a row of which all hold what is asked for, with where they stand. */
function runsOf<T>(slices: readonly SliceFact[], pick: (slice: SliceFact) => T | undefined): readonly Run<T>[] {
  const runs: { from: number; values: T[] }[] = [];
  slices.forEach((slice, at) => {
    const value = pick(slice);
    if (value === undefined) return;
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.values.length === at) last.values.push(value);
    else runs.push({ from: at, values: [value] });
  });
  return runs;
}

interface Run<T> {
  /** The first slice's place. */
  readonly from: number;
  readonly values: readonly T[];
}

/** Steps along a run: a level for each slice. */
function steps({ from, values }: Run<number>, edge: (at: number) => number, level: (value: number) => number): string {
  let path = "";
  let before: string | undefined;
  values.forEach((value, at) => {
    const y = pixels(level(value));
    if (before === undefined) path += `${pixels(edge(from))} ${y}`;
    else if (y !== before) path += `H${pixels(edge(from + at))}V${y}`;
    before = y;
  });
  return `${path}H${pixels(edge(from + values.length))}`;
}

export interface Shares {
  readonly answered: string;
  /** The strong upper edge of what was answered. */
  readonly edge: string;
  readonly putOff: string;
  readonly failed: string;
  /** Where a slice holds anything but answers. */
  readonly bad: readonly (Box & { readonly slice: number })[];
  /** Where nothing was sent. */
  readonly silent: readonly Box[];
}

/** What visitors got, as shares of each slice: failed hangs from the top, then put off, then answered. Nothing where nothing was sent. */
export function sharesOf(slices: readonly SliceFact[], sliceMs: number, across: Across, { top, bottom }: Row): Shares {
  const edge = (at: number) => across(at * sliceMs);
  const height = bottom - top;
  const level = (share: number) => top + share * height;
  const answered = runsOf(slices, (slice) =>
    slice.sent === 0 ? undefined : (slice.failed + slice.putOff) / slice.sent,
  );
  const parts = (share: (slice: SliceFact) => readonly [from: number, to: number]) =>
    slices
      .map((slice, at) => {
        if (slice.sent === 0) return "";
        const [from, to] = share(slice).map((count) => level(count / slice.sent)) as [number, number];
        return to > from
          ? `M${pixels(edge(at))} ${pixels(from)}H${pixels(edge(at + 1))}V${pixels(to)}H${pixels(edge(at))}Z`
          : "";
      })
      .join("");
  return {
    answered: answered
      .map((run) => `M${steps(run, edge, level)}V${pixels(bottom)}H${pixels(edge(run.from))}Z`)
      .join(""),
    edge: answered.map((run) => `M${steps(run, edge, level)}`).join(""),
    failed: parts(({ failed }) => [0, failed]),
    putOff: parts(({ failed, putOff }) => [failed, failed + putOff]),
    bad: slices.flatMap(({ sent, failed, putOff }, slice) =>
      failed + putOff === 0
        ? []
        : [
            {
              slice,
              x: edge(slice),
              y: top,
              width: edge(slice + 1) - edge(slice),
              height: ((failed + putOff) / sent) * height,
            },
          ],
    ),
    silent: runsOf(slices, ({ sent }) => (sent === 0 ? true : undefined)).map(({ from, values }) => ({
      x: edge(from),
      y: top,
      width: edge(from + values.length) - edge(from),
      height,
    })),
  };
}

/** Visits each second, as a filled outline. `most`: what fills the row, visits a second. */
export function volumeOf(
  slices: readonly SliceFact[],
  sliceMs: number,
  across: Across,
  { top, bottom }: Row,
  most: number,
): string {
  const edge = (at: number) => across(at * sliceMs);
  const level = (sent: number) => bottom - (sent / (sliceMs / 1000) / most) * (bottom - top);
  return runsOf(slices, ({ sent }) => (sent === 0 ? undefined : sent))
    .map((run) => `M${pixels(edge(run.from))} ${pixels(bottom)}L${steps(run, edge, level)}V${pixels(bottom)}Z`)
    .join("");
}

/** Waits on a logarithmic scale, from `shortest` to `longest` milliseconds. */
export function waitScale(shortest: number, longest: number, { top, bottom }: Row): (milliseconds: number) => number {
  const span = Math.log10(longest / shortest);
  return (milliseconds) => {
    const share = Math.log10(Math.min(longest, Math.max(shortest, milliseconds)) / shortest) / span;
    return bottom - share * (bottom - top);
  };
}

/** Half waited less than the line, 95 of 100 less than the band above it. Broken where nothing ended. */
export function waitsOf(
  slices: readonly SliceFact[],
  sliceMs: number,
  across: Across,
  height: (milliseconds: number) => number,
): { readonly line: string; readonly band: string } {
  const runs = runsOf(slices, ({ p50Ms, p95Ms }) => (p50Ms === null ? undefined : ([p50Ms, p95Ms ?? p50Ms] as const)));
  const drawn = runs.map(({ from, values }) => {
    const points = (of: (value: readonly [number, number]) => number) => {
      // A point in the middle of each slice; the run's first and last reach its ends.
      const places = [from, ...values.map((_, at) => from + at + 0.5), from + values.length];
      const heights = [values[0], ...values, values.at(-1)].flatMap((value) =>
        value === undefined ? [] : [height(of(value))],
      );
      return places.map((place, at) => `${pixels(across(place * sliceMs))} ${pixels(heights[at] ?? 0)}`);
    };
    const half = points(([p50]) => p50);
    const most = points(([, p95]) => p95);
    return { line: `M${half.join(" ")}`, band: `M${most.join(" ")}L${half.toReversed().join(" ")}Z` };
  });
  return { line: drawn.map(({ line }) => line).join(""), band: drawn.map(({ band }) => band).join("") };
}
