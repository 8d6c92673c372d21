import { createHash, createHmac } from "node:crypto";
import type { RowRef } from "@assay/bench";
import { recognise } from "./password-hashes/recognise.ts";
import { readJsonWebToken } from "./json-web-token.ts";

/**
 * Whether these rows hold a token: as it is, a part of it, an identifier inside it, or a plain digest of any of those.
 * A token that is found nowhere may live without a row (sealed, or signed): time in the rows then says nothing about it.
 */
export function areHeldBy(rows: readonly RowRef[], token: string, secret = ""): boolean {
  const held = rows
    .flatMap(({ row }) => valuesIn(row))
    .join("\n")
    .toLowerCase();
  return partsOf(token).some((part) => formsOf(part, secret).some((form) => held.includes(form.toLowerCase())));
}

/**
 * Whether these rows hold a slow hash that those did not hold before, as frameworks keep a reset token: what it hashes
 * can't be read from it, but nothing else was new.
 */
export function holdNewHash(rows: readonly RowRef[], before: readonly RowRef[]): boolean {
  const hashesIn = (of: readonly RowRef[]) =>
    of.flatMap(({ row }) => valuesIn(row)).filter((value) => recognise(value) !== undefined);
  const old = new Set(hashesIn(before));
  return hashesIn(rows).some((hash) => !old.has(hash));
}

/** Every scalar inside a row, as text; bytes as hex. */
export function valuesIn(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString("hex")];
  if (typeof value === "string") return [value];
  if (typeof value !== "object") return [JSON.stringify(value)];
  if (value instanceof Date) return [value.toISOString()];
  const record = value as Readonly<Record<string, unknown>>;
  if (record["type"] === "Buffer" && Array.isArray(record["data"])) {
    return [Buffer.from(record["data"]).toString("hex")];
  }
  return Object.values(record).flatMap(valuesIn);
}

/** Too short a part would be found by chance. */
const shortest = 6;

function partsOf(token: string): readonly string[] {
  const claims = Object.values(readJsonWebToken(token)?.payload ?? {});
  // An issuing time of ten digits is found in any row with a moment; an identifier has letters, or is longer.
  const named = claims.filter((claim): claim is string => typeof claim === "string" && claim.length >= 16);
  return [token, ...token.split(/[.:|~]/), ...named].filter((part) => part.length >= shortest);
}

function formsOf(part: string, secret: string): readonly string[] {
  const digests = ["md5", "sha1", "sha256", "sha384", "sha512"].flatMap((name) => [
    createHash(name).update(part).digest(),
    createHmac(name, secret).update(part).digest(),
    ...decodedFrom(part).map((bytes) => createHash(name).update(bytes).digest()),
  ]);
  return [
    part,
    ...[...digests, ...decodedFrom(part)].flatMap((bytes) => [
      bytes.toString("hex"),
      bytes.toString("base64url"),
      bytes.toString("base64"),
    ]),
  ];
}

function decodedFrom(part: string): readonly Buffer[] {
  const decoded: Buffer[] = [];
  if (/^([0-9a-f]{2}){8,}$/i.test(part)) decoded.push(Buffer.from(part, "hex"));
  if (/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(part)) decoded.push(Buffer.from(part, "base64"));
  return decoded;
}
