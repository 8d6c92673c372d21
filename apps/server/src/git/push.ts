/** One ref that a push moved. */
export interface Moved {
  readonly ref: string;
  /** The commit that it names now. */
  readonly commit: string;
}

const none = /^0+$/;

/** What git's post-receive hook is told, a line for each ref: the old commit, the new one, the ref. */
export function movedIn(lines: readonly string[]): readonly Moved[] {
  return lines.flatMap((line) => {
    const [, now, ref] = /^[0-9a-f]{40,64} ([0-9a-f]{40,64}) (\S.*)$/.exec(line) ?? [];
    return now === undefined || ref === undefined || none.test(now) ? [] : [{ ref, commit: now }];
  });
}

/** What of a push is tried, and may be handed in: `main`. Work on another branch is nobody's last word; it is only kept. */
export function triedOf(moved: readonly Moved[]): Moved | undefined {
  return moved.find(({ ref }) => ref === "refs/heads/main");
}
