import { createHash } from "node:crypto";
import type { Canaries } from "../check/world.ts";

/** A seeded generator of uniform numbers in [0, 1). Mulberry32 over a digest of the seed's parts, so that each check draws from a stream of its own. */
export function randomStream(...parts: readonly (string | number)[]): () => number {
  let state = createHash("sha256").update(parts.join("\u0000")).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const consonants = "bdfgklmnprstvz";
const vowels = "aeiou";
const lower = "abcdefghijkmnopqrstuvwxyz";
const upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const digits = "23456789";
/** Those that the usual rules for passwords ask for: many take no others. */
const symbols = "!@$%&*";

export function createCanaries(seed: number, ...stream: readonly (string | number)[]): Canaries {
  const random = randomStream(seed, ...stream);
  const pick = (from: string) => from.charAt(Math.floor(random() * from.length));
  const used = new Set<string>();

  function word(): string {
    for (;;) {
      let made = "";
      for (let syllable = 0; syllable < 5; syllable++) made += pick(consonants) + pick(vowels);
      if (used.has(made)) continue;
      used.add(made);
      return made;
    }
  }

  function password(length = 16): string {
    const characters = [pick(lower), pick(upper), pick(digits), pick(symbols)];
    while (characters.length < length) characters.push(pick(lower + upper + digits));
    for (let last = characters.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [characters[last], characters[other]] = [characters[other] as string, characters[last] as string];
    }
    return characters.join("");
  }

  return {
    seed,
    word,
    // Below a reserved name, with an ending that is in use: many libraries refuse any other.
    email: () => `${word()}@${word()}.example.com`,
    password,
    integer: (below) => Math.floor(random() * below),
  };
}
