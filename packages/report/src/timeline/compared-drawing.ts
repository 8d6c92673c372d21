import type { PressureReading } from "../reading/pressure.ts";
import type { Words } from "../words/words.ts";
import {
  acrossOf,
  axisOf,
  endMarks,
  flat,
  shareMarks,
  spanMarks,
  startMarks,
  waitTrack,
  type Drawing,
  type Mark,
} from "./drawing.ts";
import { headOf } from "./head.ts";
import { sharesOf } from "./tracks.ts";

/** What rows have in common, so that the eye can go down from one to the next. */
export interface Common {
  /** The longest run's, milliseconds. */
  readonly durationMs: number;
  /** Shortest and longest wait to be drawn, milliseconds. */
  readonly waits: readonly [shortest: number, longest: number];
}

const frames = {
  wide: { width: 808, shares: 86, waits: 62 },
  phone: { width: 350, shares: 64, waits: 54 },
} as const;

const between = 10;

/** One of several runs, one above the other on one time axis: what visitors got, and how long they waited. */
export function comparedDrawingOf(
  { fact, incidents }: PressureReading,
  { durationMs, waits: scale }: Common,
  { hasHead, hasAxis }: { readonly hasHead: boolean; readonly hasAxis: boolean },
  words: Words,
  size: keyof typeof frames,
): Drawing {
  const { width, ...frame } = frames[size];
  const across = acrossOf(durationMs, 0, width);
  const end = across(fact.durationMs);
  const head = headOf(incidents, across, { right: width, isNamed: size === "wide" });
  const top = hasHead ? head.bottom : 0;
  const shares = { top: top + between, bottom: top + between + frame.shares };
  const waits = { top: shares.bottom + between, bottom: shares.bottom + between + frame.waits };
  const waited = waitTrack(fact, across, waits, scale);
  const axis = axisOf(durationMs, across, waits.bottom, words);
  return {
    width,
    height: waits.bottom + (hasAxis ? 28 : 2),
    marks: [
      ...spanMarks(incidents, across, top, waits.bottom),
      ...shareMarks(sharesOf(fact.slices, fact.sliceMs, across, shares)),
      ...startMarks(incidents, across, top, waits.bottom),
      ...endMarks(incidents, across, shares),
      ...(hasHead ? head.leaders.map((d): Mark => ({ kind: "leader", d })) : []),
      { kind: "axis", d: flat(0, end, shares.bottom) },
      { kind: "limit", d: flat(0, end, waited.limit) },
      ...waited.marks,
      { kind: "axis", d: flat(0, end, waits.bottom) + (hasAxis ? axis.ticks : "") },
    ],
    badges: hasHead ? head.badges : [],
    dots: [],
    labels: [...(hasHead ? head.names : []), ...(hasAxis ? axis.labels : [])],
  };
}
