import type { IncidentReading } from "../reading/pressure.ts";
import { evenLines, lineHeight, type Label } from "./text-box.ts";
import { pixels, type Across } from "./tracks.ts";

/** An incident's number in its ring; dashed where nothing is held against the submission. */
export interface Badge {
  readonly x: number;
  readonly y: number;
  readonly number: number;
  readonly isDashed: boolean;
}

export const badgeRadius = 9;
const apart = 2 * badgeRadius + 3;
const mostLines = 3;
/** Two short lines are found faster than a long one. */
const widest = 100;

export interface Head {
  readonly badges: readonly Badge[];
  readonly names: readonly Label[];
  /** From a ring that had to move to its incident. */
  readonly leaders: readonly string[];
  /** Where the rows may begin. */
  readonly bottom: number;
}

/**
 * Numbers, and names where there is room up to the next one's. Where incidents are too close, numbers move apart and
 * names are left to the list.
 */
export function headOf(
  incidents: readonly IncidentReading[],
  across: Across,
  { right, isNamed }: { readonly right: number; readonly isNamed: boolean },
): Head {
  const starts = incidents.map(({ fact }) => across(fact.from));
  const places = movedApart(
    starts.map((x) => x + (isNamed ? badgeRadius : 0)),
    { from: badgeRadius + 1, to: right - badgeRadius - 1 },
  );
  const fitting = incidents.map(({ name }, at) => {
    const x = (places[at] ?? 0) - badgeRadius;
    const room = at + 1 < places.length ? (places[at + 1] ?? 0) - badgeRadius - 8 - x : right - x;
    const isMoved = Math.abs((places[at] ?? 0) - badgeRadius - (starts[at] ?? 0)) > 4;
    return { x, lines: isNamed && !isMoved ? evenLines(name, Math.min(room, widest), mostLines) : undefined };
  });
  // Two names among many numbers would look like all there is.
  const isMostly = fitting.filter(({ lines }) => lines !== undefined).length * 2 >= fitting.length;
  const named = isMostly ? fitting : fitting.map(({ x }) => ({ x, lines: undefined }));
  const most = Math.max(0, ...named.map(({ lines }) => lines?.length ?? 0));
  const bottom = most === 0 ? 30 : 43 + (most - 1) * lineHeight;
  return {
    badges: incidents.map(({ number, isOpen }, at) => ({
      x: places[at] ?? 0,
      y: badgeRadius + 2,
      number,
      isDashed: isOpen,
    })),
    names: named.flatMap(({ x, lines }): readonly Label[] =>
      lines === undefined ? [] : [{ lines, x, y: 37, anchor: "start", tone: "strong", ground: "none" }],
    ),
    leaders: starts.flatMap((start, at) => {
      const place = places[at] ?? 0;
      return Math.abs(place - start) <= badgeRadius + 1
        ? most > 0 && named[at]?.lines === undefined
          ? [`M${pixels(start)} ${2 * badgeRadius + 3}V${pixels(bottom)}`]
          : []
        : [`M${pixels(place)} ${2 * badgeRadius + 3}L${pixels(start)} ${pixels(bottom)}`];
    }),
    bottom,
  };
}

/** In their order and `apart`, each as near to its wish as the others let it. */
function movedApart(
  wishes: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const places: number[] = [];
  for (const wish of wishes) places.push(Math.max(wish, from, (places.at(-1) ?? -Infinity) + apart));
  for (let at = places.length - 1, edge = to; at >= 0; at--, edge -= apart) {
    const place = Math.min(places[at] ?? 0, edge);
    places[at] = place;
    edge = place;
  }
  return places;
}
