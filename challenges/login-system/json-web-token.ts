import { createHmac } from "node:crypto";

export interface JsonWebToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signature: string;
}

/** Reads a signed JSON Web Token (RFC 7519, compact form) without verifying it; undefined for any other text. */
export function readJsonWebToken(text: string): JsonWebToken | undefined {
  const [header, payload, signature, ...rest] = text.split(".");
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const read = { header: objectIn(header), payload: objectIn(payload), signature };
  if (read.header === undefined || read.payload === undefined || typeof read.header["alg"] !== "string") {
    return undefined;
  }
  return { header: read.header, payload: read.payload, signature };
}

/** Puts a token together; the signature is whatever is given. */
export function writeJsonWebToken(token: JsonWebToken): string {
  return `${unsignedPart(token.header, token.payload)}.${token.signature}`;
}

/** Signs with HMAC, by the algorithm that the header names (HS256 where it names none of HMAC's). */
export function signJsonWebToken(
  header: JsonWebToken["header"],
  payload: JsonWebToken["payload"],
  key: string | Uint8Array,
): string {
  const algorithm = hmacOf(header["alg"]) ?? "sha256";
  const named = hmacOf(header["alg"]) === undefined ? { ...header, alg: "HS256" } : header;
  const signed = unsignedPart(named, payload);
  return `${signed}.${createHmac(algorithm, key).update(signed).digest("base64url")}`;
}

/** Whether this key made the signature. Only for HMAC. */
export function isSignedWith(text: string, key: string | Uint8Array): boolean {
  const token = readJsonWebToken(text);
  const algorithm = hmacOf(token?.header["alg"]);
  if (token === undefined || algorithm === undefined) return false;
  const signed = text.slice(0, text.lastIndexOf("."));
  return createHmac(algorithm, key).update(signed).digest("base64url") === token.signature;
}

function unsignedPart(header: JsonWebToken["header"], payload: JsonWebToken["payload"]): string {
  return `${partOf(header)}.${partOf(payload)}`;
}

function partOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function hmacOf(name: unknown): string | undefined {
  return typeof name === "string" ? { HS256: "sha256", HS384: "sha384", HS512: "sha512" }[name] : undefined;
}
