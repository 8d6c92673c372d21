import type { RowRef } from "@assay/bench";

/** One text of a row. Bytes are given in hexadecimal, members of JSON each by itself. */
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
  if (value instanceof Uint8Array) return [Buffer.from(value).toString("hex")];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type, data } = value as { type?: unknown; data?: unknown };
  if (type === "Buffer" && Array.isArray(data)) return [Buffer.from(data as number[]).toString("hex")];
  return Object.values(value).flatMap(textsOf);
}

function textsOfString(text: string): readonly string[] {
  if (/^\\x([0-9a-f]{2})+$/.test(text)) return [text.slice(2)];
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
