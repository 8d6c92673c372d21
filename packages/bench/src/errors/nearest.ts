/** What was probably meant: the known name that is the same but for case, hyphens and a letter or two. Pure. */
export function nearestTo(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const [best] = known
    .map((other) => ({ other, distance: distanceOf(plain(name).slice(0, 60), plain(other)) }))
    .toSorted((one, two) => one.distance - two.distance);
  return best !== undefined && best.distance <= 2 ? best.other : undefined;
}

/** Levenshtein's: insertions, deletions and replacements. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [above, letter] of [...one].entries()) {
    const next = [above + 1];
    for (const [at, theirs] of [...other].entries()) {
      const replaced = (row[at] ?? 0) + (letter === theirs ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
