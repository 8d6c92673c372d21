import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { Problem } from "../problems/problem.ts";

/** In so many guesses, with what is tried first first, the password must not be found: years, as guesses are limited. */
const fewestGuesses = 1_000_000;

let checker: Promise<ZxcvbnFactory> | undefined;

/** Lists of some megabytes, which only new passwords need. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new Factory({ dictionary, graphs: adjacencyGraphs });
}

/**
 * Refuses passwords that many people use, or that someone who knows a little about this person would try.
 *
 * @param about their name, email and the like
 * @throws Problem
 */
export async function assertUncommon(password: string, about: readonly string[], field: string): Promise<void> {
  checker ??= load();
  const parts = about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((part) => part.length > 2);
  const factory = await checker;
  const isStrong = (text: string) => factory.check(text, ["assay", ...parts]).guesses >= fewestGuesses;
  // What a name stands in must be strong without it: a few digits behind it are soon guessed.
  if (isStrong(password) && isStrong(without(parts, password))) return;
  throw new Problem(
    "common-password",
    "Many people use this password, or it's close to your name, your email or your organization's name. Three or four words that don't belong together make a good one.",
    [{ path: field, message: "Easy to guess." }],
  );
}

function without(parts: readonly string[], password: string): string {
  const longestFirst = parts.toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, part) => rest.replaceAll(part.toLowerCase(), ""), password.toLowerCase());
}
