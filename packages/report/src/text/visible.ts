/**
 * Shows what a text would hide. Nothing that comes out moves a cursor, turns the reading direction or disappears:
 * control characters become their pictures (␛), direction marks and other unseen characters their number (‹U+202E›),
 * halves of broken characters �. Joiners that scripts and emoji need stay.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(controlCharacters, pictureOf)
    .replace(unseenCharacters, numberOf)
    .replace(stackedMarks, (_, kept: string) => `${kept}…`);
}

/** As `visible`, for a text of several lines: line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.split("\t").map(visible).join("\t"))
    .join("\n");
}

/** The first `limit` code points, with a mark where the rest was left out. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = [...text];
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join("")}…`;
}

const controlCharacters = /[\u0000-\u001f\u007f]/g;

/** C1 controls, soft hyphen, direction marks, zero-width space, separators, fillers, annotations, byte order mark, what is no character at all, tags. */
const unseenCharacters =
  // eslint-disable-next-line no-misleading-character-class -- each stands for itself here, joined to none
  /[\u0080-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]/gu;

/** Marks piled on one letter until they cover the lines above and below. No script needs more than six. */
const stackedMarks = /(\p{M}{6})\p{M}+/gu;

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  return code === 0x7f ? "␡" : String.fromCharCode(0x2400 + code);
}

function numberOf(character: string): string {
  return `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`;
}
