import type { PasswordHash } from "./password-hash.ts";

/** Werkzeug's `method:settings$salt$hash` (Flask). */
export function werkzeug(text: string): PasswordHash | undefined {
  const scrypt = /^scrypt:(\d+):(\d+):(\d+)\$[^$]+\$[0-9a-f]+$/.exec(text);
  if (scrypt !== null)
    return {
      scheme: "scrypt",
      cost: Number(scrypt[1]),
      blockSize: Number(scrypt[2]),
      parallelism: Number(scrypt[3]),
    };

  const pbkdf2 = /^pbkdf2:(sha1|sha256|sha512)(?::(\d+))?\$[^$]+\$[0-9a-f]+$/.exec(text);
  if (pbkdf2 !== null) return { scheme: "pbkdf2", digest: pbkdf2[1] ?? "", iterations: Number(pbkdf2[2] ?? 150_000) };
  if (/^(md5|sha1|sha224|sha256|sha384|sha512)\$[^$]+\$[0-9a-f]+$/.test(text))
    return { scheme: "outdated", name: "Werkzeug's salted digest" };
  return undefined;
}
