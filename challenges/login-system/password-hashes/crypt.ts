import type { PasswordHash } from "./password-hash.ts";

const digits = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The forms of crypt(5): `$2b$`, `$5$`, `$6$`, `$7$`, `$y$`, and those of older systems. */
export function crypt(text: string): PasswordHash | undefined {
  const bcrypt = /^\$2[abxy]?\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(text);
  if (bcrypt !== null) return { scheme: "bcrypt", cost: Number(bcrypt[1]) };

  const sha = /^\$([56])\$(?:rounds=(\d+)\$)?[^$]*\$(?:[./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})$/.exec(text);
  if (sha !== null)
    return { scheme: "sha-crypt", digest: sha[1] === "5" ? "sha256" : "sha512", rounds: Number(sha[2] ?? 5_000) };

  const scrypt = /^\$7\$([./A-Za-z0-9])([./A-Za-z0-9]{5})([./A-Za-z0-9]{5})[^$]*\$[./A-Za-z0-9]{43}$/.exec(text);
  if (scrypt !== null)
    return {
      scheme: "scrypt",
      cost: 2 ** digits.indexOf(scrypt[1] ?? ""),
      blockSize: littleEndian(scrypt[2] ?? ""),
      parallelism: littleEndian(scrypt[3] ?? ""),
    };

  // Flavour, then log2(N) and r, each one less than it says.
  const yescrypt = /^\$y\$[./A-Za-z0-9]([./A-Za-z0-9])([./A-Za-z0-9])[./A-Za-z0-9]*\$[^$]*\$[./A-Za-z0-9]{43}$/.exec(
    text,
  );
  if (yescrypt !== null)
    return {
      scheme: "yescrypt",
      cost: 2 ** (digits.indexOf(yescrypt[1] ?? "") + 1),
      blockSize: digits.indexOf(yescrypt[2] ?? "") + 1,
    };

  if (/^\$(1|apr1)\$[^$]{0,8}\$[./A-Za-z0-9]{22}$/.test(text)) return { scheme: "outdated", name: "md5-crypt" };
  if (/^\$[PH]\$[./A-Za-z0-9]{31}$/.test(text)) return { scheme: "outdated", name: "phpass" };
  if (/^\$S\$[./A-Za-z0-9]{52}$/.test(text)) return { scheme: "outdated", name: "Drupal 7's SHA-512" };
  return undefined;
}

/** Six bits a character, the least first. */
function littleEndian(text: string): number {
  return [...text].reduce((sum, character, place) => sum + digits.indexOf(character) * 64 ** place, 0);
}
