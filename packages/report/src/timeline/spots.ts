import type { PressureFact, Visits } from "@assay/bench/result";
import { drawnOf, type IncidentReading } from "../reading/pressure.ts";
import type { Words } from "../words/words.ts";
import type { Size, WaitTrack } from "./drawing.ts";
import { lineHeight, linesWithin, textWidth, type Anchor, type Box, type Label, type Room } from "./text-box.ts";
import type { Across, Row } from "./tracks.ts";

const gap = 7;
/** More words would hide what they are about. */
const mostSaid = { wide: 8, middle: 5, phone: 3 } as const;
/** A visit that failed weighs more than one that was told to try again. */
const weightOf = ({ failed, putOff }: Pick<Visits, "failed" | "putOff">) => failed + putOff / 4;

/**
 * What visits came to, said where it happened: on a plate over a large failure, else beside it. The gravest first, so
 * that it is the lesser ones that may find no room.
 */
export function badLabels(
  incidents: readonly IncidentReading[],
  run: PressureFact,
  bad: readonly (Box & { readonly slice: number })[],
  room: Room,
  words: Words,
  size: Size,
): readonly Label[] {
  return incidents
    .map(({ fact }) => {
      const { until, failed, putOff } = drawnOf(fact, run);
      const own = bad.filter(({ slice }) => (slice + 1) * run.sliceMs > fact.from && slice * run.sliceMs < until);
      return { failed, putOff, isOurs: fact.lagged === true, own };
    })
    .filter(({ own }) => own.length > 0)
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .slice(0, mostSaid[size])
    .flatMap(({ failed, putOff, isOurs, own }) => {
      const ours = [words.say("picture.late")];
      const texts = [
        ...(failed > 0 ? [words.say("picture.failed", { count: failed })] : []),
        ...(putOff > 0 ? [words.say("picture.put-off", { count: putOff })] : []),
      ];
      const short = [...(failed > 0 ? [words.say("picture.failed.short", { count: failed })] : []), ...texts.slice(-1)];
      const told = [
        ...(size === "wide" ? [texts] : []),
        broken(putOff > 0 ? short : [words.say("picture.failed.short", { count: failed })], 82),
        broken(putOff > 0 ? short : [words.say("picture.failed.short", { count: failed })], 46),
      ];
      const forms = (isOurs ? [ours, broken(ours, 46)] : told).filter((lines) => lines !== undefined);
      const others = bad.filter((box) => !own.includes(box));
      const wished = (of: typeof insideOf) => forms.flatMap((lines) => of(own, lines));
      for (const [wishes, avoid] of [
        [wished(insideOf), others],
        [[...wished(rightOf), ...wished(leftOf)], bad],
        [wished(overOf), others],
      ] as const) {
        const placed = room.place(wishes, avoid);
        if (placed.length > 0) return placed;
      }
      return [];
    });
}

/** Each text on lines of its own, none wider than `width`. */
function broken(texts: readonly string[], width: number): readonly string[] | undefined {
  const lines = texts.map((text) => linesWithin(text, width, 4, true));
  return lines.every((one) => one !== undefined) ? lines.flat() : undefined;
}

const widthOf = (lines: readonly string[]) => Math.max(...lines.map((line) => textWidth(line, true)));

function plate(lines: readonly string[], x: number, middle: number): Label {
  const y = middle - ((lines.length - 1) * lineHeight) / 2 + 4.5;
  return { lines, anchor: "middle", x, y, tone: "strong", ground: "plate" };
}

/** Within it, as deep as it is wide enough for the plate to be seen around. */
function insideOf(own: readonly Box[], lines: readonly string[]): readonly Label[] {
  const least = lines.length * lineHeight + 14;
  const depths = [...new Set(own.map(({ height }) => height))]
    .filter((depth) => depth >= least)
    .toSorted((a, b) => b - a);
  return depths.flatMap((depth) => {
    const deep = own.filter(({ height }) => height >= depth);
    const [first, last] = [deep[0], deep.at(-1)];
    if (first === undefined || last === undefined) return [];
    const width = last.x + last.width - first.x;
    return width < widthOf(lines) + 12 ? [] : [plate(lines, first.x + width / 2, first.y + depth / 2)];
  });
}

const heights = [0.2, 0.4, 0.6, 0.8];

/** How far down what is said may lie, in pixels. */
const sayableHeight = 110;

function rightOf(own: readonly Box[], lines: readonly string[]): readonly Label[] {
  const last = own.at(-1);
  return last === undefined ? [] : beside(last, lines, "start", last.x + last.width + gap);
}

function leftOf(own: readonly Box[], lines: readonly string[]): readonly Label[] {
  const first = own[0];
  return first === undefined ? [] : beside(first, lines, "end", first.x - gap);
}

function beside({ y }: Box, lines: readonly string[], anchor: Anchor, x: number): readonly Label[] {
  return heights.map((share) => ({
    ...{ lines, anchor, x, tone: "strong", ground: "answered" },
    y: y + 18 + share * sayableHeight - ((lines.length - 1) * lineHeight) / 2,
  }));
}

/** Over itself and what is calm around it: the last resort. */
function overOf(own: readonly Box[], lines: readonly string[]): readonly Label[] {
  const first = own[0];
  const last = own.at(-1);
  if (first === undefined || last === undefined) return [];
  const middle = (first.x + last.x + last.width) / 2;
  const half = widthOf(lines) / 2;
  return [middle, middle + half, middle - half].flatMap((x) =>
    [0.6, 0.8, 0.4, 0.2].map((share) => plate(lines, x, first.y + 14 + share * sayableHeight)),
  );
}

/** Where a gap is wide enough to say so in it. */
export function silentLabels(silent: readonly Box[], room: Room, words: Words): readonly Label[] {
  return silent.flatMap(({ x, y, width, height }) => {
    const lines = linesWithin(words.say("picture.silent"), width - 6, 2);
    const label = (middle: number): Label => ({
      ...{ anchor: "middle", tone: "quiet", ground: "paper" },
      ...{ lines: lines ?? [], x: x + width / 2, y: middle },
    });
    return lines === undefined ? [] : room.place([label(y + height / 2), label(y + 20), label(y + height - 26)]);
  });
}

/** The height of the rush, beside it. */
export function upToLabel(
  { rate, slices, sliceMs }: PressureFact,
  across: Across,
  { top, bottom }: Row,
  { most, left, right }: { readonly most: number; readonly left: number; readonly right: number },
  words: Words,
): readonly Label[] {
  if (most < rate * 1.3) return [];
  const isHigh = slices.map(({ sent }) => sent / (sliceMs / 1000) > (rate + most) / 2);
  const first = across(isHigh.indexOf(true) * sliceMs);
  const last = across((isHigh.lastIndexOf(true) + 1) * sliceMs);
  const lines = [words.say("picture.up-to", { count: Math.round(most) })];
  const wide = textWidth(lines[0] ?? "");
  const y = (top + bottom) / 2 - 1;
  const shared = { lines, y, tone: "plain", ground: "paper" } as const;
  if (last + gap + wide <= right) return [{ ...shared, x: last + gap, anchor: "start" }];
  return first - gap - wide >= left ? [{ ...shared, x: first - gap, anchor: "end" }] : [];
}

export function longestLabel({ longest }: WaitTrack, room: Room, words: Words, size: Size): readonly Label[] {
  if (longest === undefined) return [];
  const time = words.short(longest.milliseconds);
  const texts = [...(size === "wide" ? [words.say("picture.longest", { time })] : []), time];
  const at = (text: string, anchor: Anchor, x: number, y: number): Label => ({
    ...{ lines: [text], anchor, x, y, tone: "strong", ground: "paper" },
  });
  const wishes = texts.flatMap((text) => [
    at(text, "start", longest.x + 7, longest.y - 6),
    at(text, "end", longest.x - 7, longest.y - 6),
  ]);
  return room.place(wishes);
}

/** On the dashed line, where the waits leave room. */
export function limitLabel(
  { limitMs, slices, sliceMs }: PressureFact,
  { limit, height, longest }: WaitTrack,
  room: Room,
  across: Across,
  { left, right }: { readonly left: number; readonly right: number },
  words: Words,
): readonly Label[] {
  const time = words.short(limitMs);
  const waits = slices.flatMap(({ p50Ms, p95Ms }, at): readonly Box[] => {
    if (p50Ms === null) return [];
    const [top, bottom] = [height(p95Ms ?? p50Ms), height(p50Ms)];
    return [
      {
        x: across(at * sliceMs),
        y: top,
        width: across((at + 1) * sliceMs) - across(at * sliceMs),
        height: bottom - top + 1,
      },
    ];
  });
  const dot = longest === undefined ? [] : [{ x: longest.x - 6, y: longest.y - 6, width: 12, height: 12 }];
  const places = Array.from({ length: 9 }, (_, at) => right - ((right - left) * at) / 8);
  const at = (text: string, x: number, y: number): Label => ({
    ...{ lines: [text], x, y, tone: "plain", ground: "paper" },
    anchor: x > right - 1 ? "end" : x < left + 1 ? "start" : "middle",
  });
  const wishes = [words.say("picture.limit", { time }), words.say("picture.limit.short", { time })].flatMap((text) =>
    [limit - 5, limit + 15].flatMap((y) => places.map((x) => at(text, x < left + 1 ? left + 5 : x, y))),
  );
  const free = room.place(wishes, [...waits, ...dot]);
  return free.length > 0 ? free : room.place(wishes, dot);
}
