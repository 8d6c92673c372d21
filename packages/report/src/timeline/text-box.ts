/** Pixels, from the top left corner of the drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The size of what a drawing says, in pixels. Never scaled down: a phone has a drawing of its own. */
export const textSize = 12.5;
export const lineHeight = 15;

/**
 * About how wide a text of `textSize` is, on the safe side: which of the system's fonts will be there is not known when
 * the file is written.
 */
export function textWidth(text: string, isStrong = false): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character);
  return ems * textSize * (isStrong ? 1.1 : 1.03);
}

function widthOf(character: string): number {
  if (/[ilj.,:;'’|!]/.test(character)) return 0.28;
  if (/[frt\s()-]/.test(character)) return 0.35;
  if (/[mwMW]/.test(character)) return 0.88;
  if (/[A-Z]/.test(character)) return 0.69;
  return character.charCodeAt(0) < 0x250 ? 0.56 : 1;
}

/** The fewest lines that are no wider than `width`, or undefined where one word alone is, or `most` lines do not do. */
export function linesWithin(
  text: string,
  width: number,
  most: number,
  isStrong = false,
): readonly string[] | undefined {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const joined = lines.length === 0 ? word : `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && textWidth(joined, isStrong) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
    if (textWidth(lines.at(-1) ?? "", isStrong) > width) return undefined;
  }
  return lines.length <= most ? lines : undefined;
}

/** As few lines as `width` allows, each about as long as the others. */
export function evenLines(text: string, width: number, most: number): readonly string[] | undefined {
  const lines = linesWithin(text, width, most, true);
  if (lines === undefined || lines.length === 1) return lines;
  for (let narrower = width - 4; narrower > 0; narrower -= 4) {
    const next = linesWithin(text, narrower, lines.length, true);
    if (next === undefined) return linesWithin(text, narrower + 4, most, true);
  }
  return lines;
}

export type Anchor = "start" | "middle" | "end";

/** A text in the drawing: where its first line stands, and its lines below one another. */
export interface Label {
  readonly lines: readonly string[];
  readonly anchor: Anchor;
  readonly x: number;
  /** Of the first line's foot. */
  readonly y: number;
  readonly tone: "strong" | "plain" | "quiet";
  /** What shines through behind it: the paper, the answered, or a small plate of its own. */
  readonly ground: "none" | "paper" | "answered" | "plate";
}

/** What a label covers. */
export function boxOf({ lines, anchor, x, y, tone }: Pick<Label, "lines" | "anchor" | "x" | "y" | "tone">): Box {
  const width = Math.max(...lines.map((line) => textWidth(line, tone === "strong")));
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { x: left, y: y - 11.5, width, height: (lines.length - 1) * lineHeight + 15 };
}

export function overlap(one: Box, other: Box, apart = 0): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) + apart;
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) + apart;
  return across > 0 && down > 0 ? across * down : 0;
}

/**
 * Finds room for labels one after the other. `within`: what they may not leave; `taken` grows with each that is placed.
 * A label for which there is no room is left out: the list and the table say the same.
 */
export class Room {
  readonly #within: Box;
  readonly #taken: Box[];

  constructor(within: Box, taken: readonly Box[] = []) {
    this.#within = within;
    this.#taken = [...taken];
  }

  /** The first of the wishes that touches nothing, or none; `avoid`: besides what is taken. */
  place(wishes: readonly Label[], avoid: readonly Box[] = []): readonly Label[] {
    const found = wishes.find((wish) => {
      const box = boxOf(wish);
      const isInside =
        box.x >= this.#within.x &&
        box.y >= this.#within.y &&
        box.x + box.width <= this.#within.x + this.#within.width &&
        box.y + box.height <= this.#within.y + this.#within.height;
      return isInside && [...this.#taken, ...avoid].every((wall) => overlap(box, wall, 3) === 0);
    });
    if (found === undefined) return [];
    this.#taken.push(boxOf(found));
    return [found];
  }
}
