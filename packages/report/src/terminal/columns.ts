/** How many columns a terminal gives a text: wide East Asian characters and emoji take two, marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : invisible.test(segment) ? 0 : 1;
  return width;
}

/** Lines of at most `width` columns, broken at spaces, and inside a word only where it is longer than a line. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (widthOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = pieced(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  return line === "" ? lines : [...lines, line];
}

/** One line of at most `width` columns; a mark says that more was there. */
export function cutTo(text: string, width: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (widthOf(line) <= width) return line;
  return (pieced(line, width - 1)[0] ?? "").trimEnd() + "…";
}

/** Filled with spaces to `width` columns. */
export function filled(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function pieced(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== "" && widthOf(piece + segment) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return [...pieces, piece];
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const invisible = /^[\p{M}\p{Cf}]+$/u;
