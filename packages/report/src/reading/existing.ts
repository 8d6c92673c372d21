import { visible } from "../text/visible.ts";
import type { Reading } from "./reading.ts";

/** Reasons for which a question does not apply because the backend was not written for the test. */
const unasked = new Set(["not-bound", "brief-alone", "no-json"]);

/** What a reader must know first of a backend that was not written for the test; empty for any other. */
export function existingReadingOf({ result, words }: Pick<Reading, "result" | "words">): readonly string[] {
  const { binding, checks } = result;
  if (binding === undefined) return [];
  const asked = checks.filter(({ reason }) => reason === undefined || !unasked.has(reason)).length;
  const missing = binding.unbound.map(spelledOut);
  return [
    words.say("existing.not-written"),
    ...(checks.length === 0 ? [] : [words.say("existing.asked", { asked, total: checks.length })]),
    ...(missing.length === 0 ? [] : [words.say("existing.missing", { list: words.list(missing) })]),
    ...(binding.people === "user-name" ? [words.say("existing.user-names")] : []),
  ];
}

/** "changePassword" → "change password". */
function spelledOut(operation: string): string {
  return visible(operation)
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
