import type { PasswordHash } from "./password-hash.ts";

/**
 * OWASP's least settings. Where the Application Security Verification Standard 5.0 (appendix C) and the
 * Password Storage Cheat Sheet (August 2026) differ, the lower number counts: nobody is blamed for a number that
 * one of the two allows.
 */
const argon2 = [
  { passes: 1, memoryKiB: 47_104 },
  { passes: 2, memoryKiB: 19_456 },
  { passes: 3, memoryKiB: 12_288 },
  { passes: 4, memoryKiB: 9_216 },
  { passes: 5, memoryKiB: 7_168 },
] as const;
const scrypt = [
  { parallelism: 1, cost: 2 ** 17 },
  { parallelism: 2, cost: 2 ** 16 },
  { parallelism: 3, cost: 2 ** 15 },
  { parallelism: 5, cost: 2 ** 14 },
  { parallelism: 10, cost: 2 ** 13 },
] as const;
const scryptBlockSize = 8;
const bcryptCost = 10;
const pbkdf2Iterations: Readonly<Record<string, number>> = { sha1: 1_300_000, sha256: 600_000, sha512: 210_000 };

export function meetsMinimum(hash: PasswordHash): boolean {
  switch (hash.scheme) {
    case "argon2":
      // The first two rows are "not for argon2i".
      return argon2.some(
        (least) =>
          hash.passes >= least.passes &&
          hash.memoryKiB >= least.memoryKiB &&
          (hash.variant !== "i" || least.passes > 2),
      );
    case "scrypt":
      // Memory is N·r: a larger block makes up for a smaller N.
      return scrypt.some(
        (least) => hash.parallelism >= least.parallelism && hash.cost * hash.blockSize >= least.cost * scryptBlockSize,
      );
    case "bcrypt":
      return hash.cost >= bcryptCost;
    case "pbkdf2":
      return hash.iterations >= (pbkdf2Iterations[hash.digest] ?? Math.max(...Object.values(pbkdf2Iterations)));
    case "sha-crypt":
      // Not in OWASP's list: held to what the same digest needs in PBKDF2.
      return hash.rounds >= (pbkdf2Iterations[hash.digest] ?? Infinity);
    case "yescrypt":
      // Not in OWASP's list: its authors' default is the least.
      return hash.cost * hash.blockSize >= 2 ** 12 * 32;
    case "outdated":
      return false;
  }
}
