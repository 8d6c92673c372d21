import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, for a log-in or a reset link. */
export function newToken() {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it: who reads the database cannot use it. */
export function digestOf(token) {
  return createHash("sha256").update(token).digest("hex");
}
