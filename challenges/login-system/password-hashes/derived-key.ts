import { pbkdf2Sync, scryptSync } from "node:crypto";
import type { PasswordHash } from "./password-hash.ts";
import { bytesOf, piecesOf, type StoredText } from "./stored-text.ts";

type Settings =
  | { readonly scheme: "scrypt"; readonly cost: number; readonly blockSize: number; readonly parallelism: number }
  | { readonly scheme: "pbkdf2"; readonly digest: "sha1" | "sha256" | "sha512"; readonly iterations: number };

/** The commonest first: the search stops at the first that fits, and when it has cost enough. */
const grid: readonly Settings[] = [
  ...scrypts([14, 8, 1]),
  ...pbkdf2s(1_000, 10_000, 100_000),
  ...scrypts([15, 8, 1], [16, 8, 1], [17, 8, 1], [14, 16, 1]),
  ...pbkdf2s(210_000, 600_000),
  ...scrypts(
    [12, 8, 1],
    [13, 8, 1],
    [10, 8, 1],
    [11, 8, 1],
    [14, 8, 5],
    [15, 8, 3],
    [16, 8, 2],
    [13, 8, 10],
    [14, 8, 2],
  ),
  ...pbkdf2s(1, 100, 500, 1_024, 2_000, 2_048, 4_096, 5_000, 8_192, 12_000, 15_000, 16_384, 20_000, 25_000, 29_000),
  ...pbkdf2s(30_000, 32_768, 50_000, 60_000, 64_000, 65_536, 120_000, 131_072, 150_000, 180_000, 200_000, 220_000),
  ...pbkdf2s(250_000, 260_000, 300_000, 310_000, 320_000, 390_000, 400_000, 500_000, 650_000, 720_000, 1_000_000),
];

/** Milliseconds, estimated from the settings so that the same evidence always gives the same answer. */
const mostWork = 5_000;

/**
 * Finds the settings with which scrypt or PBKDF2 makes a stored key out of the password, with another value of the
 * row as salt. Numbers in the row are tried as settings too. Undefined when nothing fits within the work allowed.
 * `hashMs` is what one hash costs the submission: settings that would cost far more can't be its own.
 */
export function derivedKey(
  texts: readonly StoredText[],
  password: string,
  hashMs = Infinity,
): PasswordHash | undefined {
  const keys = keysIn(texts);
  const salts = saltsIn(texts);
  if (keys.length === 0) return undefined;

  let work = 0;
  for (const settings of [...settingsIn(texts), ...grid]) {
    if (workOf(settings) > 20 + 6 * hashMs) continue;
    for (const salt of salts) {
      work += workOf(settings);
      if (work > mostWork) return undefined;
      const derived = derive(settings, password, salt);
      if (keys.some((key) => agree(key, derived))) return settings;
    }
  }
  return undefined;
}

/** Both functions give a longer key the same beginning, so one computation fits keys of every length. */
function agree(key: Buffer, derived: Buffer): boolean {
  const length = Math.min(key.length, derived.length);
  return length >= 16 && key.subarray(0, length).equals(derived.subarray(0, length));
}

function derive(settings: Settings, password: string, salt: Buffer): Buffer {
  if (settings.scheme === "pbkdf2") {
    const oneBlock = { sha1: 20, sha256: 32, sha512: 64 }[settings.digest];
    return pbkdf2Sync(password, salt, settings.iterations, oneBlock, settings.digest);
  }
  const { cost, blockSize, parallelism } = settings;
  return scryptSync(password, salt, 64, { cost, blockSize, parallelization: parallelism, maxmem: 2 ** 30 });
}

function workOf(settings: Settings): number {
  if (settings.scheme === "scrypt")
    return (settings.cost * settings.blockSize * settings.parallelism * 45) / (2 ** 14 * 8);
  return settings.iterations / { sha1: 4_000, sha256: 3_000, sha512: 2_000 }[settings.digest];
}

function keysIn(texts: readonly StoredText[]): readonly Buffer[] {
  const keys: Buffer[] = [];
  for (const { text } of texts) {
    for (const piece of new Set([text, ...piecesOf(text)])) {
      for (const bytes of bytesOf(piece)) {
        if (bytes.length < 16 || bytes.length > 600) continue;
        keys.push(bytes);
        // A salt glued in front of its key, or behind it.
        for (const salt of [8, 16, 24, 32]) {
          if (bytes.length - salt >= 16) keys.push(bytes.subarray(salt), bytes.subarray(0, -salt));
        }
      }
    }
  }
  return keys;
}

/** The likeliest first: parts of one value, a column named for it, then whatever else looks random. */
function saltsIn(texts: readonly StoredText[]): readonly Buffer[] {
  const inOneValue = texts
    .filter(({ text }) => !text.includes("@"))
    .flatMap(({ text }) => {
      const pieces = piecesOf(text);
      const key = pieces.toSorted((one, other) => other.length - one.length)[0] ?? "";
      return key.length >= 22 ? pieces.filter((piece) => piece !== key) : [];
    });
  const named = texts.filter(({ column }) => /salt|nonce|iv$/i.test(column)).map(({ text }) => text);
  const glued = texts
    .flatMap(({ text }) => bytesOf(text))
    .flatMap((bytes) => {
      if (bytes.length < 24) return [];
      return [16, 32, 8, 24].filter((length) => bytes.length - length >= 16).map((length) => bytes.subarray(0, length));
    });

  const written = [...inOneValue, ...named].filter((text) => text.length >= 4 && text.length <= 128);
  const candidates = [...written.flatMap((text) => [Buffer.from(text), ...bytesOf(text)]), ...glued];
  const others = texts.filter(({ text }) => /^[A-Za-z0-9+/_=-]{8,64}$/.test(text)).map(({ text }) => Buffer.from(text));
  const distinct = new Map([...candidates, ...others].map((salt) => [salt.toString("hex"), salt]));
  return [...distinct.values()].slice(0, 5);
}

/** A row, or a value of its own making, may say its settings: `scrypt$16384$8$1$…`. */
function settingsIn(texts: readonly StoredText[]): readonly Settings[] {
  const numbers = new Set(
    texts
      .flatMap(({ text }) => piecesOf(text.replaceAll("=", ":")))
      .filter((piece) => /^\d{1,8}$/.test(piece))
      .map(Number),
  );
  return [...numbers].flatMap((number) => {
    const asIterations = number >= 500 && number <= 5_000_000 ? pbkdf2s(number) : [];
    const logarithm = number >= 10 && number <= 18 ? number : Math.log2(number);
    const asCost = Number.isInteger(logarithm) && logarithm >= 10 && logarithm <= 18 ? scrypts([logarithm, 8, 1]) : [];
    return [...asCost, ...asIterations];
  });
}

function scrypts(
  ...settings: readonly (readonly [logarithm: number, blockSize: number, parallelism: number])[]
): Settings[] {
  return settings.map(([logarithm, blockSize, parallelism]) => ({
    scheme: "scrypt",
    cost: 2 ** logarithm,
    blockSize,
    parallelism,
  }));
}

function pbkdf2s(...iterations: readonly number[]): Settings[] {
  return iterations.flatMap((count) =>
    (["sha512", "sha256", "sha1"] as const).map((digest) => ({ scheme: "pbkdf2", digest, iterations: count }) as const),
  );
}
