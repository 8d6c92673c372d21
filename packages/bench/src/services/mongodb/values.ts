import { createHash } from "node:crypto";
import { BSON } from "mongodb";
import type { TextForms } from "../text-forms.ts";
import type { Document } from "./messages.ts";

/** Characters of a value that are kept. */
const longestValue = 2_000;

/** A value inside a document, with the names that lead to it. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every value of a document, however deep in documents and lists it stands. */
export function* leavesOf(value: unknown, path: readonly string[] = []): Generator<Leaf> {
  const entries = isBranch(value) ? [...(Array.isArray(value) ? value.entries() : Object.entries(value))] : [];
  // One that holds nothing still has a name.
  if (entries.length === 0) {
    yield { path, value: isBranch(value) ? null : value };
    return;
  }
  for (const [key, member] of entries) yield* leavesOf(member, [...path, String(key)]);
}

/** A document or a list, and no value of one of MongoDB's own types. */
export function isBranch(value: unknown): value is Document | readonly unknown[] {
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof RegExp) return false;
  return !("_bsontype" in value);
}

/** The text stands in the value, or in one of the names that lead to it. */
export function leafHolds({ path, value }: Leaf, forms: TextForms): boolean {
  const texts = [...path, textOf(value)];
  const sought = [...forms.plain, ...forms.nested].map((form) => form.toLowerCase());
  if (texts.some((text) => sought.some((form) => text.toLowerCase().includes(form)))) return true;
  const bytes = bytesOf(value)?.toString("latin1").toLowerCase();
  return bytes !== undefined && forms.bytes.some((form) => bytes.includes(form.toString("latin1").toLowerCase()));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value instanceof BSON.Binary) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (["string", "number", "boolean", "bigint"].includes(typeof value)) return `${value as string | number | bigint}`;
  // Most values of MongoDB's own types know how they are written; code and references do not.
  const text = (value as { toString(): string }).toString();
  return text === "[object Object]" ? BSON.EJSON.stringify(value) : text;
}

export function bytesOf(value: unknown): Buffer | undefined {
  return value instanceof BSON.Binary ? Buffer.from(value.value()) : undefined;
}

/** As plain JSON: names of documents as their digits, bytes as PostgreSQL writes them. */
export function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (isBranch(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainOf(member)]));
  if (value === null || ["number", "boolean", "undefined"].includes(typeof value)) return value;
  if (value instanceof BSON.Double || value instanceof BSON.Int32) return value.value;
  if (value instanceof BSON.Long) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  const bytes = bytesOf(value);
  if (bytes === undefined) return cut(textOf(value));
  const isUuid = value instanceof BSON.Binary && value.sub_type === BSON.Binary.SUBTYPE_UUID && bytes.length === 16;
  return isUuid ? new BSON.UUID(bytes).toString() : cut(`\\x${bytes.toString("hex")}`);
}

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** Another for every content. */
export function digestOf(document: Document): string {
  return createHash("sha256").update(BSON.serialize(document)).digest("base64url").slice(0, 12);
}

/** The document's own name as text, from which `idFrom` makes it again. */
export function idText(id: unknown): string {
  return BSON.EJSON.stringify({ id }, { relaxed: false });
}

export function idFrom(text: string): unknown {
  return (BSON.EJSON.parse(text, { relaxed: false }) as { readonly id: unknown }).id;
}
