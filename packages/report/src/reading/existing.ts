import { visible } from "../text/visible.ts";
import type { Reading } from "./reading.ts";

/** Reasons for which a question does not apply because the backend was not written for the test. */
const unasked = new Set(["not-bound", "brief-alone", "no-json"]);

export interface ExistingReading {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** What a reader must know first of a backend that was not written for the test; undefined of any other. */
export function existingReadingOf({ result, words }: Pick<Reading, "result" | "words">): ExistingReading | undefined {
  const { binding, checks } = result;
  if (binding === undefined) return undefined;
  const asked = checks.filter(({ reason }) => reason === undefined || !unasked.has(reason)).length;
  const left = checks.length === 0 ? "" : ` ${words.say("existing.asked", { asked, total: checks.length })}`;
  const missing = binding.unbound.map(spelledOut);
  return {
    heading: words.say("existing.heading"),
    paragraphs: [
      words.say("existing.why") + left,
      ...(missing.length === 0 ? [] : [words.say("existing.missing", { list: words.list(missing) })]),
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
