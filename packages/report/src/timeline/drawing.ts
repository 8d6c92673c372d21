import type { PressureFact } from "@assay/bench/result";
import type { IncidentReading, PressureReading } from "../reading/pressure.ts";
import type { Words } from "../words/words.ts";
import { headOf, type Badge } from "./head.ts";
import { badLabels, limitLabel, longestLabel, silentLabels, upToLabel } from "./spots.ts";
import { type Label, Room, textWidth } from "./text-box.ts";
import { pixels, sharesOf, volumeOf, waitScale, waitsOf, type Across, type Row } from "./tracks.ts";

/** A line or a filled shape; what it looks like is its kind's, in `timeline.css`. */
export interface Mark {
  readonly kind:
    | "span"
    | "start"
    | "end"
    | "leader"
    | "volume"
    | "answered"
    | "edge"
    | "put-off"
    | "failed"
    | "silent"
    | "axis"
    | "grid"
    | "band"
    | "half"
    | "limit";
  readonly d: string;
}

/** A run under pressure as shapes and texts, in pixels. Later marks lie above earlier ones, texts above all. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  readonly badges: readonly Badge[];
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly labels: readonly Label[];
}

/** Text is never scaled down, so a screen, paper and a phone each have a drawing of their own. */
export const sizes = ["wide", "middle", "phone"] as const;
export type Size = (typeof sizes)[number];

const frames = {
  wide: { width: 1040, left: 46, right: 1032, shares: 156, waits: 122 },
  middle: { width: 680, left: 46, right: 674, shares: 144, waits: 116 },
  phone: { width: 350, left: 44, right: 346, shares: 128, waits: 112 },
} as const;

const volumeHeight = 32;
/** From a row's heading to the row, and from a row to the next one's heading. */
const under = 14;
const between = 30;

/** The whole picture: visits each second, what visitors got, how long they waited. */
export function drawingOf({ fact, incidents }: PressureReading, words: Words, size: Size): Drawing {
  const frame = frames[size];
  const { left, right } = frame;
  const across = acrossOf(fact.durationMs, left, right);
  const head = headOf(incidents, across, { right: frame.width, isNamed: size !== "phone" });
  const volume = rowFrom(head.bottom + 20 + under, volumeHeight);
  const shares = rowFrom(volume.bottom + between + under, frame.shares);
  const waits = rowFrom(shares.bottom + between + under, frame.waits);
  const heading = (key: "visits" | "got" | "waited", row: Row): Label => ({
    ...{ lines: [words.say(`picture.${key}`)], anchor: "start", tone: "strong", ground: "paper" },
    ...{ x: 0, y: row.top - under },
  });
  const beside = (text: string, y: number): Label => ({
    ...{ lines: [text], anchor: "end", tone: "quiet", ground: "none" },
    ...{ x: left - 8, y: y + 4 },
  });

  const rates = fact.slices.map(({ sent }) => sent / (fact.sliceMs / 1000));
  const most = Math.max(1, fact.rate, ...rates);
  const got = sharesOf(fact.slices, fact.sliceMs, across, shares);
  const waited = waitTrack(fact, across, waits);
  const spots = new Room({ x: left, y: shares.top + 4, width: right - left, height: frame.shares - 8 });
  const axis = axisOf(fact.durationMs, across, waits.bottom, words);

  return {
    width: frame.width,
    height: waits.bottom + 28,
    marks: [
      ...spanMarks(incidents, across, head.bottom, waits.bottom),
      {
        kind: "volume",
        d: volumeOf(fact.slices, fact.sliceMs, across, volume, most),
      },
      { kind: "axis", d: flat(left, right, volume.bottom) },
      ...shareMarks(got),
      ...startMarks(incidents, across, head.bottom, waits.bottom),
      ...endMarks(incidents, across, shares),
      ...head.leaders.map((d): Mark => ({ kind: "leader", d })),
      { kind: "axis", d: flat(left, right, shares.bottom) },
      ...waited.ticks.map(({ y }): Mark => ({ kind: "grid", d: flat(left, right, y) })),
      ...waited.marks,
      { kind: "limit", d: flat(left, right, waited.limit) },
      { kind: "axis", d: flat(left, right, waits.bottom) + axis.ticks },
    ],
    badges: head.badges,
    dots: waited.longest === undefined ? [] : [waited.longest],
    labels: [
      ...head.names,
      heading("visits", volume),
      heading("got", shares),
      heading("waited", waits),
      beside(words.number(Math.round(fact.rate)), volume.bottom - (fact.rate / most) * volumeHeight),
      beside(words.say("picture.all"), shares.top),
      beside(words.say("picture.half"), (shares.top + shares.bottom) / 2),
      beside(words.say("picture.none"), shares.bottom),
      ...waited.ticks.map(({ y, milliseconds }) => beside(words.short(milliseconds), y)),
      ...upToLabel(fact, across, volume, { most, left, right }, words),
      ...badLabels(incidents, fact, got.bad, spots, words, size),
      ...silentLabels(got.silent, spots, words),
      ...waitLabels(fact, waited, waits, { left, right }, words, size),
      ...axis.labels,
    ],
  };
}

function rowFrom(top: number, height: number): Row {
  return { top, bottom: top + height };
}

export function acrossOf(durationMs: number, left: number, right: number): Across {
  return (milliseconds) => left + (Math.min(durationMs, Math.max(0, milliseconds)) / durationMs) * (right - left);
}

export function flat(left: number, right: number, y: number): string {
  return `M${pixels(left)} ${pixels(y)}H${pixels(right)}`;
}

export function spanMarks(
  incidents: readonly IncidentReading[],
  across: Across,
  top: number,
  bottom: number,
): readonly Mark[] {
  return incidents.map(({ fact: { from, to } }) => ({
    kind: "span",
    d: `M${pixels(across(from))} ${pixels(top)}H${pixels(across(to))}V${pixels(bottom)}H${pixels(across(from))}Z`,
  }));
}

export function startMarks(
  incidents: readonly IncidentReading[],
  across: Across,
  top: number,
  bottom: number,
): readonly Mark[] {
  return incidents.map(({ fact }) => ({
    kind: "start",
    d: `M${pixels(across(fact.from))} ${pixels(top)}V${pixels(bottom)}`,
  }));
}

/** Where the fault was taken away, drawn over what visitors got. */
export function endMarks(incidents: readonly IncidentReading[], across: Across, { top, bottom }: Row): readonly Mark[] {
  return incidents
    .filter(({ fact: { from, to } }) => across(to) - across(from) > 3)
    .map(({ fact }) => ({ kind: "end", d: `M${pixels(across(fact.to))} ${pixels(top)}V${pixels(bottom)}` }));
}

export function shareMarks(got: ReturnType<typeof sharesOf>): readonly Mark[] {
  const boxes = got.silent.map(
    ({ x, y, width, height }) => `M${pixels(x)} ${pixels(y)}h${pixels(width)}v${pixels(height)}h${pixels(-width)}Z`,
  );
  return [
    { kind: "silent", d: boxes.join("") },
    { kind: "answered", d: got.answered },
    // Below what it bounds: a failure of an instant is no wider than the edge's own line.
    { kind: "edge", d: got.edge },
    { kind: "put-off", d: got.putOff },
    { kind: "failed", d: got.failed },
  ];
}

export interface WaitTrack {
  readonly marks: readonly Mark[];
  readonly ticks: readonly { readonly milliseconds: number; readonly y: number }[];
  readonly limit: number;
  /** Where the longest wait of all stands; undefined where nobody waited. */
  readonly longest: { readonly x: number; readonly y: number; readonly milliseconds: number } | undefined;
  readonly height: (milliseconds: number) => number;
}

/** @param scale shortest and longest wait to be drawn, milliseconds; of this run alone, unless said */
export function waitTrack(fact: PressureFact, across: Across, row: Row, scale = waitRange([fact])): WaitTrack {
  const height = waitScale(scale[0], scale[1], row);
  const { line, band } = waitsOf(fact.slices, fact.sliceMs, across, height);
  const worst = fact.slices.reduce<{ at: number; milliseconds: number } | undefined>(
    (best, { longestMs }, at) =>
      longestMs !== null && longestMs > (best?.milliseconds ?? -1) ? { at, milliseconds: longestMs } : best,
    undefined,
  );
  return {
    marks: [
      { kind: "band", d: band },
      { kind: "half", d: line },
    ],
    ticks: [1, 10, 100, 1000, 10_000, 100_000]
      .filter((milliseconds) => milliseconds >= scale[0] && milliseconds <= scale[1])
      .map((milliseconds) => ({ milliseconds, y: height(milliseconds) })),
    limit: height(fact.limitMs),
    longest:
      worst === undefined
        ? undefined
        : {
            x: across((worst.at + 0.5) * fact.sliceMs),
            y: height(worst.milliseconds),
            milliseconds: worst.milliseconds,
          },
    height,
  };
}

/** With some air below the shortest half, and room for a word above the longest wait or limit. */
export function waitRange(facts: readonly PressureFact[]): readonly [shortest: number, longest: number] {
  const halves = facts.flatMap(({ slices }) => slices.flatMap(({ p50Ms }) => (p50Ms === null ? [] : [p50Ms])));
  const longest = Math.max(...facts.flatMap(({ visits, limitMs }) => [visits.longestMs ?? 0, limitMs]));
  return [Math.max(1, Math.min(longest / 100, ...halves) / 1.7), longest * 4];
}

function waitLabels(
  fact: PressureFact,
  waited: WaitTrack,
  row: Row,
  { left, right }: { readonly left: number; readonly right: number },
  words: Words,
  size: Size,
): readonly Label[] {
  const room = new Room({ x: left + 2, y: row.top - 2, width: right - left, height: row.bottom - row.top - 2 });
  return [
    ...longestLabel(waited, room, words, size),
    ...limitLabel(fact, waited, room, acrossOf(fact.durationMs, left, right), { left, right }, words),
  ];
}

const tickSteps = [5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600];

/** Round moments, as close as their labels let them. */
export function axisOf(
  durationMs: number,
  across: Across,
  y: number,
  words: Words,
): { readonly ticks: string; readonly labels: readonly Label[] } {
  const seconds = durationMs / 1000;
  const wide = textWidth(words.say("picture.seconds", { count: 1000 })) + 50;
  const step = tickSteps.find((one) => across(one * 1000) - across(0) >= wide) ?? seconds;
  const moments = Array.from({ length: Math.floor(seconds / step + 0.001) + 1 }, (_, at) => at * step);
  return {
    ticks: moments.map((moment) => `M${pixels(across(moment * 1000))} ${pixels(y)}v5`).join(""),
    labels: moments.map((moment, at) => ({
      lines: [
        moment === 0
          ? words.say("picture.start")
          : moment % 60 === 0
            ? words.say("picture.minutes", { count: moment / 60 })
            : words.say("picture.seconds", { count: moment }),
      ],
      anchor: at === 0 ? "start" : across(durationMs) - across(moment * 1000) < 14 ? "end" : "middle",
      x: across(moment * 1000),
      y: y + 19,
      tone: "quiet",
      ground: "none",
    })),
  };
}
