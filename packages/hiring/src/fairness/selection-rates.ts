import { fisherExact } from "./fisher.ts";

/** Of one group, how many were in it and how many of them got an offer. */
export interface GroupCount {
  readonly group: string;
  readonly people: number;
  readonly selected: number;
}

export interface GroupRate extends GroupCount {
  /** Of 1. */
  readonly rate: number;
  /** Of the highest group's rate; null where nobody was selected at all. */
  readonly ratio: number | null;
  /** A rate below four fifths of the highest: 29 CFR 1607.4(D). */
  readonly isBelowFourFifths: boolean;
  /** Against the group with the highest rate, by Fisher's exact test; null for that group itself. */
  readonly p: number | null;
}

/** Compared as whole numbers, so that 48 of 100 against 60 of 100 is four fifths and not a hair less. */
const fourFifths = { times: 5, of: 4 } as const;

/**
 * Each group against the one with the highest rate, in the order in which they come.
 *
 * @throws RangeError where more were selected than there are, or a group has nobody
 */
export function selectionRates(groups: readonly GroupCount[]): readonly GroupRate[] {
  for (const { people, selected } of groups) {
    if (people < 1 || selected < 0 || selected > people) throw new RangeError("a group's counts don't fit");
  }
  const [first, ...rest] = groups;
  if (first === undefined) return [];
  const highest = rest.reduce(
    (best, one) => (one.selected * best.people > best.selected * one.people ? one : best),
    first,
  );
  return groups.map((group) => {
    const { people, selected } = group;
    const rate = selected / people;
    const isHighest = selected * highest.people === highest.selected * people;
    return {
      ...group,
      rate,
      ratio: highest.selected === 0 ? null : isHighest ? 1 : rate / (highest.selected / highest.people),
      isBelowFourFifths: selected * highest.people * fourFifths.times < highest.selected * people * fourFifths.of,
      p: group === highest ? null : fisherExact({ one: table(group), other: table(highest) }),
    };
  });
}

function table({ people, selected }: GroupCount) {
  return { selected, not: people - selected };
}
