import type { PasswordHash } from "./password-hash.ts";

const digestOf = ["sha1", "sha256", "sha512"] as const;

/** ASP.NET Core Identity's third form, in base64: marker 1, digest, iterations, salt's length, salt, key. */
export function aspnetIdentity(text: string): PasswordHash | undefined {
  if (!/^AQ[A-Za-z0-9+/]{40,}={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(text, "base64");
  if (bytes.length < 13 || bytes[0] !== 1) return undefined;
  const digest = digestOf[bytes.readUInt32BE(1)];
  const iterations = bytes.readUInt32BE(5);
  const saltBytes = bytes.readUInt32BE(9);
  const keyBytes = bytes.length - 13 - saltBytes;
  if (digest === undefined || iterations < 1 || saltBytes < 8 || saltBytes > 64 || keyBytes < 16) return undefined;
  return { scheme: "pbkdf2", digest, iterations };
}
