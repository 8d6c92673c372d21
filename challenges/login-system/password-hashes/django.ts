import { crypt } from "./crypt.ts";
import type { PasswordHash } from "./password-hash.ts";
import { phc } from "./phc.ts";

/** Django's `algorithm$settings$salt$hash`. */
export function django(text: string): PasswordHash | undefined {
  const pbkdf2 = /^pbkdf2_(sha1|sha256|sha512)\$(\d+)\$[^$]+\$[^$]+$/.exec(text);
  if (pbkdf2 !== null) return { scheme: "pbkdf2", digest: pbkdf2[1] ?? "", iterations: Number(pbkdf2[2]) };

  const scrypt = /^scrypt\$(\d+)\$[^$]+\$(\d+)\$(\d+)\$[^$]+$/.exec(text);
  if (scrypt !== null)
    return {
      scheme: "scrypt",
      cost: Number(scrypt[1]),
      blockSize: Number(scrypt[2]),
      parallelism: Number(scrypt[3]),
    };

  if (text.startsWith("argon2$")) return phc(text.slice("argon2".length));
  const bcrypt = /^bcrypt(?:_sha256)?\$(\$2.*)$/.exec(text);
  if (bcrypt !== null) return crypt(bcrypt[1] ?? "");
  if (/^(md5|sha1|unsalted_md5|unsalted_sha1)\$[^$]*\$[0-9a-f]{32,40}$/.test(text))
    return { scheme: "outdated", name: "Django's salted digest" };
  return undefined;
}
