const errorLine = /\b(error|fatal|exception)\b/i;

/** Lines that name an error, the first of what a program printed: what follows may be pages of advice. */
export function firstErrors(lines: readonly string[], most: number): readonly string[] {
  return lines.filter((line) => errorLine.test(line)).slice(0, most);
}

/** At most `most` lines, in their order: the last ones, and before them a few of the first that name an error. Pure. */
export function excerptOf(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const first = Math.floor(most / 3);
  const errors = firstErrors(lines.slice(0, first - most), first);
  return [...errors, ...lines.slice(errors.length - most)];
}

/** The same, without what was printed before the first line that names an error: what says why stands first. Pure. */
export function excerptFromError(lines: readonly string[], most: number): readonly string[] {
  const first = lines.findIndex((line) => errorLine.test(line));
  return excerptOf(lines.slice(Math.max(first, 0)), most);
}
