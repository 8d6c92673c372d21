import type { LogLine } from "../check/world.ts";
import type { Copies } from "./copies.ts";
import type { Log } from "./log.ts";

export interface EndingFact {
  /** The submission ended without being stopped, or no longer accepts connections. */
  readonly appDied: boolean;
  /** Where in its code it ended, as it printed that: ends at the same place have one cause. */
  readonly ending?: string;
}

/** A place in a stack trace: Node's and Java's `at …`, Python's `File …`, Go's and PHP's `…:12` or `…(12)`. */
const place = /^\s+at \S|^\s*File "[^"]+", line \d|^\s*(?:#\d+ )?\S+\.(?:go|php|rb)(?::|\()\d/;
/** More would tell how a framework called it, which may differ. */
const places = 3;

/** @param since moment of the cell clock, milliseconds. */
export async function endingOf(
  { copies, log }: { readonly copies: Pick<Copies, "died">; readonly log: Pick<Log, "linesSince"> },
  since: number,
): Promise<EndingFact> {
  const appDied = await copies.died();
  const ending = appDied ? placeOf(log.linesSince(since)) : undefined;
  return { appDied, ...(ending === undefined ? {} : { ending }) };
}

/** The innermost places of the last trace. Pure. */
export function placeOf(lines: readonly Pick<LogLine, "text">[]): string | undefined {
  const texts = lines.map(({ text }) => text);
  const last = texts.findLastIndex((text) => place.test(text));
  if (last === -1) return undefined;
  let first = last;
  while (first > 0 && place.test(texts[first - 1] ?? "")) first--;
  return texts
    .slice(first, Math.min(last + 1, first + places))
    .map((text) => text.trim().slice(0, 300))
    .join("\n");
}
