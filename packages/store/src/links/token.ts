import { createHash, randomBytes } from "node:crypto";

/** What opens something without a password: a candidate's link, a shared report, a program's token. */
export interface Token {
  /** 256 random bits, for an address. Shown once. */
  readonly token: string;
  /** What is kept of it. */
  readonly digest: string;
}

export function makeToken(): Token {
  const token = randomBytes(32).toString("base64url");
  return { token, digest: digestOf(token) };
}

/** A plain digest is enough for what nobody can guess. */
export function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
