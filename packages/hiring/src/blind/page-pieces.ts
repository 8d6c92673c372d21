/** A piece of a page's markup. */
export interface PagePiece {
  readonly text: string;
  /** A reader of the page sees it: it is no tag, style or program. */
  readonly isSeen: boolean;
}

/** All of a page in its order, in one pass over it. A `<` that nothing closes is text. */
export function piecesOf(html: string): readonly PagePiece[] {
  const pieces: PagePiece[] = [];
  const opening = /<(?:(style|script)\b)?/gi;
  /** Ends that aren't further on. */
  const missing = new Set<string>();
  let seenFrom = 0;
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const element = match[1]?.toLowerCase();
    const ends = element === undefined ? [">"] : [`</${element}>`, ">"];
    const end = ends.map((closing) => endOf(closing, html, match.index, missing)).find((place) => place !== undefined);
    if (end === undefined) break;
    pieces.push({ text: html.slice(seenFrom, match.index), isSeen: true });
    pieces.push({ text: html.slice(match.index, end), isSeen: false });
    seenFrom = end;
    opening.lastIndex = end;
  }
  pieces.push({ text: html.slice(seenFrom), isSeen: true });
  return pieces;
}

/** Behind the next one, in small letters or capitals; each that isn't there is looked for once. */
function endOf(closing: string, html: string, from: number, missing: Set<string>): number | undefined {
  if (missing.has(closing)) return undefined;
  const expression = new RegExp(closing, "gi");
  expression.lastIndex = from;
  if (expression.test(html)) return expression.lastIndex;
  missing.add(closing);
  return undefined;
}
