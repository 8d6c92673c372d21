import type { HTMLElement } from "node-html-parser";

/** Deeper than any page that is written for people. */
const deepest = 1_000;
/** Elements that hold text alone, even what looks like markup. */
const texts = { script: true, noscript: true, style: true, pre: true, textarea: true };
/** Tags that are never closed, or that the next one closes. */
const unclosed = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|td|th|tr|dt|dd)$/i;

/**
 * A page of the submission's, parsed; an empty one where its tags lie too deep in each other. The parser's cost is
 * quadratic in comments and CDATA without an end, and in depth, so it sees neither.
 */
export async function parsePage(html: string): Promise<HTMLElement> {
  // Read only where a backend has pages.
  const { parse } = await import("node-html-parser");
  const page = withoutComments(html);
  return parse(depthOf(page) > deepest ? "" : page, { blockTextElements: texts });
}

/** As a browser does: a comment that isn't closed hides the rest, and what XML calls CDATA is a comment up to the next `>`. */
function withoutComments(html: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: opening } of html.matchAll(/<!--|<!\[CDATA\[/g)) {
    if (index < from) continue;
    parts.push(html.slice(from, index));
    const closing = opening === "<!--" ? "-->" : ">";
    const end = html.indexOf(closing, index + opening.length);
    if (end < 0) return parts.join("");
    from = end + closing.length;
  }
  return [...parts, html.slice(from)].join("");
}

function depthOf(html: string): number {
  let depth = 0;
  let most = 0;
  for (const [, slash, name = ""] of html.matchAll(/<(\/)?([a-z][\w-]*)/gi)) {
    if (unclosed.test(name)) continue;
    depth = slash === undefined ? depth + 1 : Math.max(0, depth - 1);
    most = Math.max(most, depth);
  }
  return most;
}
