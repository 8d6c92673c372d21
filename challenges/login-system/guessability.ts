import { createHash } from "node:crypto";

/** Bits that a single text of this look can hold at most: its length in the smallest usual alphabet that spells it. */
export function bitsOf(text: string): number {
  return text.length * Math.log2(alphabetOf([text]));
}

/** Size of the smallest usual alphabet that spells all these texts. */
export function alphabetOf(texts: readonly string[]): number {
  const all = texts.join("");
  if (/^\d*$/.test(all)) return 10;
  if (/^[0-9a-f-]*$/.test(all) || /^[0-9A-F-]*$/.test(all)) return 16;
  if (/^[0-9a-z_-]*$/.test(all) || /^[0-9A-Z_-]*$/.test(all)) return 36;
  return 64;
}

/** Anything that happens to right tokens less often than this is a fault of theirs. */
const chance = 1e-12;

/**
 * The most that these texts can differ by, in bits, as far as their positions show: a position that never changes
 * holds nothing, one with fewer values than chance allows holds no more than the alphabet that explains them.
 * An upper bound: what is not seen to be poor counts in full.
 */
export function varyingBits(texts: readonly string[]): number {
  const alphabet = alphabetOf(texts);
  const longest = Math.max(0, ...texts.map((text) => text.length));
  let bits = 0;
  for (let position = 0; position < longest; position++) {
    const seen = new Set(texts.map((text) => text.charAt(position)));
    if (seen.size > 1) bits += Math.log2(likelyAlphabet(seen.size, texts.length, alphabet));
  }
  return bits;
}

/** The largest alphabet that would show so few values with more than negligible chance. */
function likelyAlphabet(seen: number, draws: number, largest: number): number {
  for (let size = largest; size > seen; size--) {
    // P(at most `seen` of `size` values in `draws`) ≤ choose(size, seen) · (seen / size)^draws
    const bound = logChoose(size, seen) + draws * Math.log(seen / size);
    if (bound > Math.log(chance)) return size;
  }
  return seen;
}

function logChoose(from: number, pick: number): number {
  let sum = 0;
  for (let index = 1; index <= pick; index++) sum += Math.log((from - pick + index) / index);
  return sum;
}

/** More pairs of equal texts than chance allows for texts of this look. */
export function repeats(texts: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const pairs = [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  if (pairs === 0) return false;
  const space = Math.min(1_000, Math.max(...texts.map((text) => text.length)) * Math.log2(alphabetOf(texts)));
  const expected = (texts.length * (texts.length - 1)) / 2 / 2 ** space;
  // P(at least k pairs) ≤ expected^k / k!, near enough for pairs that hardly depend on each other.
  let bound = 1;
  for (let index = 1; index <= pairs; index++) bound *= expected / index;
  return bound < chance;
}

/**
 * Every text is greater than the one before, read as numbers where they are numbers. By chance once in n! orders,
 * so it says nothing about fewer than 15 texts. Time-ordered tokens with enough randomness behind count up too:
 * ask `varyingBits` as well.
 */
export function countsUp(texts: readonly string[]): boolean {
  if (texts.length < 15) return false;
  return texts.slice(1).every((text, index) => isGreater(text, texts[index] ?? ""));
}

function isGreater(one: string, other: string): boolean {
  if (/^\d+$/.test(one) && /^\d+$/.test(other)) return BigInt(one) > BigInt(other);
  return one.length === other.length ? one > other : one.length > other.length;
}

/** What an attacker knows of the person and the moment for whom a token was made. */
export interface Known {
  /** Email, id, name: as they are. */
  readonly values: readonly string[];
  /** Epoch milliseconds between which the token was made. */
  readonly from: number;
  readonly until: number;
}

/** Of a long window only the first and the last milliseconds are searched: a token is made before the waiting, or after it. */
const searched = 250;

/**
 * The known thing that a token is, or is a digest of: `md5(email)`, `sha256(clock)`, a counter. Undefined when it is
 * none of the likely ones. Matches are whole (or the first 16 characters and more of a digest), so never by chance.
 */
export function knownOrigin(token: string, known: Known): string | undefined {
  const moments: { text: string; what: string }[] = [];
  for (let at = Math.floor(known.from); at <= known.until; at++) {
    if (at - known.from > searched && known.until - at > searched) continue;
    moments.push({ text: String(at), what: "the clock" });
  }
  for (let at = Math.floor(known.from / 1000); at <= known.until / 1000; at++)
    moments.push({ text: String(at), what: "the clock" });
  const values = known.values.map((text) => ({ text, what: "what is known of the person" }));
  const lower = values.map(({ text, what }) => ({ text: text.toLowerCase(), what }));
  const counters = Array.from({ length: 2_000 }, (_, index) => ({ text: String(index), what: "a counter" }));
  const mixed = values.flatMap(({ text }) =>
    moments.flatMap((moment) =>
      ["", ":", "-", "_", "|", "."].flatMap((between) => [
        { text: `${text}${between}${moment.text}`, what: "the person and the clock" },
        { text: `${moment.text}${between}${text}`, what: "the person and the clock" },
      ]),
    ),
  );
  const plain = [...values, ...lower, ...moments, ...mixed];
  const direct = plain.find(
    ({ text }) => text.length >= 6 && (text === token || encodings(Buffer.from(text)).includes(token)),
  );
  if (direct !== undefined) return direct.what;
  if (token.length < 16) return undefined;
  const starts = startsOf(token);
  const digested = [...plain, ...counters].find(({ text }) =>
    digests.some((name) => {
      const digest = createHash(name).update(text).digest();
      return starts.some((start) => start.length <= digest.length && digest.subarray(0, start.length).equals(start));
    }),
  );
  return digested === undefined ? undefined : `a digest of ${digested.what}`;
}

const digests = ["md5", "sha1", "sha256", "sha512"];

/** The bytes that a token spells in hex or base64. A cut one may end amid a byte, which is left out. */
function startsOf(token: string): readonly Buffer[] {
  const hex = /^[0-9a-f]+$/i.test(token) ? [Buffer.from(token.slice(0, token.length - (token.length % 2)), "hex")] : [];
  const bare = token.replace(/={1,2}$/, "");
  const base64 = /^[A-Za-z0-9+/_-]+$/.test(bare)
    ? [Buffer.from(bare.slice(0, bare.length - (bare.length % 4)), "base64")]
    : [];
  return [...hex, ...base64].filter((bytes) => bytes.length >= 8);
}

function encodings(bytes: Buffer): readonly string[] {
  return [bytes.toString("hex"), bytes.toString("base64url"), bytes.toString("base64")];
}
