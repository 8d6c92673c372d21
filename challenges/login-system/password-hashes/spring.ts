import { crypt } from "./crypt.ts";
import type { PasswordHash } from "./password-hash.ts";
import { phc } from "./phc.ts";

/** Spring Security's `{id}…`, also `{id@SpringSecurity_v5_8}…`, and its scrypt without the prefix. */
export function spring(text: string): PasswordHash | undefined {
  const prefixed = /^\{([A-Za-z0-9-]+)(@SpringSecurity_v5_8)?\}(.+)$/.exec(text);
  const [id, isLater, rest] = [prefixed?.[1], prefixed?.[2] !== undefined, prefixed?.[3] ?? ""];
  switch (id) {
    case undefined:
      return springScrypt(text);
    case "bcrypt":
      return crypt(rest);
    case "argon2":
      return phc(rest);
    case "scrypt":
      return springScrypt(rest);
    case "pbkdf2":
      if (!/^[A-Za-z0-9+/]{53,}=*$/.test(rest)) return undefined;
      return isLater
        ? { scheme: "pbkdf2", digest: "sha256", iterations: 310_000 }
        : { scheme: "pbkdf2", digest: "sha1", iterations: 185_000 };
    case "noop":
    case "ldap":
    case "MD4":
    case "MD5":
    case "SHA-1":
    case "SHA-256":
    case "sha256":
    case "SHA":
    case "SSHA":
      return { scheme: "outdated", name: `{${id}}` };
    default:
      return undefined;
  }
}

/** `$e0801$salt$hash`: log2(N), r and p in one hexadecimal number. */
function springScrypt(text: string): PasswordHash | undefined {
  const found = /^\$([0-9a-f]{5,6})\$[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]+=*$/.exec(text);
  if (found === null) return undefined;
  const settings = Number.parseInt(found[1] ?? "", 16);
  const [logarithm, blockSize, parallelism] = [settings >> 16, (settings >> 8) & 0xff, settings & 0xff];
  if (logarithm < 1 || logarithm > 30 || blockSize < 1 || parallelism < 1) return undefined;
  return { scheme: "scrypt", cost: 2 ** logarithm, blockSize, parallelism };
}
