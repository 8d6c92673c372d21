import type { PasswordHash } from "./password-hash.ts";

/** The file header of the scrypt program, 96 bytes in base64 or hex, as the npm package scrypt-kdf stores it. */
export function scryptKdf(text: string): PasswordHash | undefined {
  const bytes = Buffer.from(text, /^[0-9a-f]{192}$/.test(text) ? "hex" : "base64");
  if (bytes.length !== 96 || bytes.toString("latin1", 0, 7) !== "scrypt\0") return undefined;
  return {
    scheme: "scrypt",
    cost: 2 ** bytes.readUInt8(7),
    blockSize: bytes.readUInt32BE(8),
    parallelism: bytes.readUInt32BE(12),
  };
}
