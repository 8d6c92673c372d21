/** Table → rows that mention an email. */
export type Mentions = Readonly<Record<string, number>>;

/**
 * How many accounts an email has by what the tables hold, measured by what one lone sign-up leaves. A table in which a
 * second, refused sign-up leaves rows of its own (a log of tries, a counter) says nothing and is left out. Pure.
 */
export function accountsInTables(mentions: Mentions, lone: Mentions, loneAndRefused: Mentions): number {
  return Math.max(0, ...countsIn(mentions, lone, loneAndRefused));
}

/**
 * As above, by the table that has the fewest: where a mail is tried again, its tries are more than the accounts that it
 * is for. One where any table has some. Pure.
 */
export function surelyInTables(mentions: Mentions, lone: Mentions, loneAndRefused: Mentions): number {
  const some = countsIn(mentions, lone, loneAndRefused).filter((count) => count > 0);
  return some.length === 0 ? 0 : Math.min(...some);
}

/** Some table tells how many accounts an email has. Pure. */
export function tablesCount(lone: Mentions, loneAndRefused: Mentions): boolean {
  return countsIn(lone, lone, loneAndRefused).some((count) => count > 0);
}

function countsIn(mentions: Mentions, lone: Mentions, loneAndRefused: Mentions): readonly number[] {
  return Object.entries(mentions).map(([table, rows]) => {
    const one = lone[table] ?? 0;
    return one === 0 || loneAndRefused[table] !== one ? 0 : Math.floor(rows / one);
  });
}

/** Some table mentions the email more often than before. Pure. */
export function hasGrown(before: Mentions, after: Mentions): boolean {
  return Object.keys(after).some((table) => (after[table] ?? 0) > (before[table] ?? 0));
}
