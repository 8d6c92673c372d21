import type { RowRef } from "@assay/bench";

/** One text of a row. Bytes are given in hexadecimal, and as text where they are one; members of JSON one by one. */
export interface StoredText {
  readonly column: string;
  readonly text: string;
}

export function storedTexts(row: RowRef["row"]): readonly StoredText[] {
  return Object.entries(row).flatMap(([column, value]) => textsOf(value).map((text) => ({ column, text })));
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return textsOfString(value);
  if (typeof value === "number" || typeof value === "bigint") return [String(value)];
  if (value instanceof Uint8Array) return textsOfBytes(Buffer.from(value));
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type, data } = value as { type?: unknown; data?: unknown };
  if (type === "Buffer" && Array.isArray(data)) return textsOfBytes(Buffer.from(data as number[]));
  return Object.values(value).flatMap(textsOf);
}

/** Go gives a hash as bytes, and many keep it so: `$2a$10$…` in a column of bytes. */
function textsOfBytes(bytes: Buffer): readonly string[] {
  const isText = bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  return [bytes.toString("hex"), ...(isText ? [bytes.toString("latin1")] : [])];
}

function textsOfString(text: string): readonly string[] {
  if (/^\\x([0-9a-f]{2})+$/.test(text)) return textsOfBytes(Buffer.from(text.slice(2), "hex"));
  if (!/^\s*[[{"]/.test(text)) return [text];
  try {
    return [text, ...textsOf(JSON.parse(text))];
  } catch {
    return [text];
  }
}

/** The parts between the separators that people put between salt and hash. */
export function piecesOf(text: string): readonly string[] {
  return text.split(/[$:.,;|{}@\s]+/).filter((piece) => piece !== "");
}

/** The bytes that a text may stand for: hexadecimal and base64, each where the text could be it. */
export function bytesOf(text: string): readonly Buffer[] {
  const found: Buffer[] = [];
  if (/^(?:[0-9a-fA-F]{2})+$/.test(text)) found.push(Buffer.from(text, "hex"));
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(text) && text.length >= 8) found.push(Buffer.from(text, "base64"));
  return found;
}
