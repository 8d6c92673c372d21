import type { CheckResult } from "@assay/bench/result";
import type { Reading } from "./reading.ts";

/**
 * What a check rests on: a line of the brief (`brief#sign-up`), or words. A backend that was not written for the test had
 * no brief: what it was asked, any competent reader takes for granted; what it was not asked rests on the brief alone.
 */
export function restsOn(
  { result, words }: Pick<Reading, "result" | "words">,
  { rests, reason }: Pick<CheckResult, "rests" | "reason">,
): { readonly line: string; readonly words?: undefined } | { readonly line?: undefined; readonly words: string } {
  if (result.binding === undefined) return { line: rests };
  return { words: words.say(reason === "brief-alone" ? "evidence.rests.brief-alone" : "evidence.rests.any-backend") };
}
