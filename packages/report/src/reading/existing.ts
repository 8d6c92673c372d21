import { visible } from "../text/visible.ts";
import type { Reading } from "./reading.ts";
import { isMostlyUnbound } from "./unbound.ts";

export interface ExistingReading {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** What a reader must know first of a backend that was not written for the test; undefined of any other. */
export function existingReadingOf({
  result,
  words,
  tally,
}: Pick<Reading, "result" | "words" | "tally">): ExistingReading | undefined {
  const { binding, checks, scope } = result;
  if (binding === undefined) return undefined;
  // Where a person chose the checks, the verdict says how many.
  const left =
    checks.length === 0 || !scope.areAllChecks
      ? ""
      : ` ${words.say("existing.asked", { applicable: tally.applicable, total: checks.length })}`;
  const missing = binding.unbound.map(spelledOut);
  return {
    heading: words.say("existing.heading"),
    paragraphs: [
      words.say("existing.why") + left,
      ...(missing.length === 0 ? [] : [words.say("existing.missing", { list: words.list(missing) })]),
      ...(isMostlyUnbound(result) ? [words.say("existing.too-little")] : []),
      ...(binding.people === "user-name" ? [words.say("existing.user-names")] : []),
    ],
  };
}

/** "changePassword" → "change password". */
function spelledOut(operation: string): string {
  return visible(operation)
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
