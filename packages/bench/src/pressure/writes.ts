/** One write as its sender knows it. Times are milliseconds on one clock; what happened in between is not known. */
export interface Write {
  readonly operation: string;
  /** Whose: index of the person. */
  readonly person: number;
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** `unknown`: it may have been done, and may be done yet. */
  readonly became: "acknowledged" | "refused" | "unknown";
  /** Its sender sent it twice. */
  readonly again?: true;
}

/** What was found of a person's value at the end. */
export interface FoundValue {
  readonly person: number;
  /** Undefined where nothing of ours was there. */
  readonly word: string | undefined;
}

/**
 * Acknowledged values that are gone although nothing can have taken their place. Where each newest one takes the place
 * of the one before, what is found must be a write that no acknowledged one came after: one that began when the found
 * one had ended. A write of unknown end may come late, and excuses itself alone.
 */
export function lostValues(
  writes: readonly Write[],
  found: readonly FoundValue[],
): readonly { readonly write: Write; readonly found?: string }[] {
  return found.flatMap(({ person, word }) => {
    const own = writes.filter((write) => write.person === person);
    const acknowledged = own.filter(({ became }) => became === "acknowledged");
    const there = own.find((write) => write.word === word);
    // What is there although it was refused was done all the same, and nobody knows when.
    const endOfFound = there === undefined ? -Infinity : there.became === "acknowledged" ? there.to : Infinity;
    const after = acknowledged.filter(({ from }) => from > endOfFound);
    const newest = after.reduce<Write | undefined>(
      (best, one) => (best === undefined || one.to > best.to ? one : best),
      undefined,
    );
    if (newest === undefined) return [];
    return [{ write: newest, ...(word === undefined ? {} : { found: word }) }];
  });
}

/** Acknowledged things of which none is there. A count that could not be told says nothing. */
export function lostThings(
  writes: readonly Write[],
  counts: ReadonlyMap<string, number | undefined>,
): readonly Write[] {
  return writes.filter(({ became, word }) => became === "acknowledged" && counts.get(word) === 0);
}

/** Things of which there is more than one, though each was sent once. */
export function doubledThings(
  writes: readonly Write[],
  counts: ReadonlyMap<string, number | undefined>,
): readonly { readonly write: Write; readonly times: number }[] {
  return writes.flatMap((write) => {
    const times = counts.get(write.word) ?? 0;
    return times > 1 && write.again !== true ? [{ write, times }] : [];
  });
}

/**
 * A sum that acknowledged amounts were added to holds when it is theirs, and those that may have been added make up the
 * difference. Amounts may be below zero.
 */
export function totalHolds(
  amounts: readonly { readonly amount: number; readonly became: Write["became"] }[],
  total: number,
): boolean {
  const sumOf = (became: Write["became"], counts: (amount: number) => boolean = () => true) =>
    amounts.reduce((sum, one) => (one.became === became && counts(one.amount) ? sum + one.amount : sum), 0);
  const sure = sumOf("acknowledged");
  const least = sure + sumOf("unknown", (amount) => amount < 0);
  const most = sure + sumOf("unknown", (amount) => amount > 0);
  return total >= least && total <= most;
}

/**
 * Places at which a list does not keep the order in which things were acknowledged: an earlier one, ended before the
 * later one began, stands after it.
 */
export function outOfOrder(
  writes: readonly Write[],
  words: readonly string[],
): readonly { readonly earlier: Write; readonly later: Write }[] {
  const listed = words.flatMap(
    (word) => writes.find((write) => write.word === word && write.became === "acknowledged") ?? [],
  );
  return listed.flatMap((later, at) =>
    listed.slice(at + 1).flatMap((earlier) => (earlier.to < later.from ? [{ earlier, later }] : [])),
  );
}
