import { randomStream } from "../edge/canaries.ts";
import type { LoadPhase } from "./load.ts";

export interface Arrival {
  readonly operation: string;
  /** Index in the people of the load. */
  readonly person: number;
  /** Milliseconds from the phase's beginning. */
  readonly at: number;
  /** Letters, the same number of them for every arrival; no other arrival of a phase of another name has it. */
  readonly word: string;
}

const consonants = "bdfgklmnprstvz";
const vowels = "aeiou";

/**
 * The arrivals of one phase, without end. The same seed and the same name give the same ones, whatever went before.
 * Gaps are exponential, as those of people who know nothing of each other.
 *
 * @param people how many there are.
 * @throws Error for a rate or a weight that is none
 */
export function* arrivalsOf(seed: number, phase: LoadPhase, people: number): Generator<Arrival, never> {
  const random = randomStream(seed, "load", phase.name);
  const operations = Object.entries(phase.mix);
  const weights = operations.reduce((sum, [, weight]) => sum + weight, 0);
  if (!(phase.rate > 0) || !(weights > 0) || operations.some(([, weight]) => !(weight >= 0))) {
    throw new Error(`The phase "${phase.name}" says neither how many arrive nor what for.`);
  }
  const draw = (): string => {
    let left = random() * weights;
    for (const [operation, weight] of operations) if ((left -= weight) < 0) return operation;
    return operations.findLast(([, weight]) => weight > 0)?.[0] ?? "";
  };
  // A word of the phase's own, then a number, in syllables: words of two phases differ without either knowing the other.
  const ofPhase = syllables(Math.floor(random() * 70 ** 4));
  let at = 0;
  for (let count = 0; ; count += 1) {
    at += (-Math.log(1 - random()) * 1_000) / phase.rate;
    const person = Math.floor(random() * people);
    yield { operation: draw(), person, at, word: ofPhase + syllables(count) };
  }
}

/** A number below 70⁴ as four syllables. */
function syllables(number: number): string {
  let made = "";
  for (let rest = number; made.length < 8; rest = Math.floor(rest / 70)) {
    made += consonants.charAt(Math.floor((rest % 70) / 5)) + vowels.charAt(rest % 5);
  }
  return made;
}
