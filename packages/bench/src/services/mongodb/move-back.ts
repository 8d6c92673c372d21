import { BSON } from "mongodb";
import { moveNumber, moveText } from "../moments.ts";
import type { Document } from "./messages.ts";
import { isBranch } from "./values.ts";

type Move = Parameters<typeof moveNumber>[1];

/** How far from now a date may be and still be a moment of today's doing, milliseconds. */
const nearby = 400 * 24 * 60 * 60 * 1_000;

/** The document with every moment in it moved back; its own name stays. */
export function movedDocument(document: Document, move: Move): { readonly document: Document; readonly moved: number } {
  let moved = 0;
  const movedValue = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(movedValue);
    if (isBranch(value))
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, movedValue(member)]));
    const change = changed(value, move);
    if (change === undefined) return value;
    moved += change.moved;
    return change.value;
  };
  const entries = Object.entries(document).map(([key, value]) => [key, key === "_id" ? value : movedValue(value)]);
  return { document: Object.fromEntries(entries) as Document, moved };
}

function changed(value: unknown, move: Move): { readonly value: unknown; readonly moved: number } | undefined {
  if (value instanceof Date) {
    const isNear = Math.abs(value.getTime() - move.now) <= nearby;
    return isNear ? { value: new Date(value.getTime() - move.back), moved: 1 } : undefined;
  }
  if (typeof value === "string") {
    const { text, moved } = moveText(value, move);
    return moved === 0 ? undefined : { value: text, moved };
  }
  if (value instanceof BSON.Timestamp) {
    const seconds = value.t;
    const digits = moveNumber(String(seconds), move);
    if (digits === undefined) return undefined;
    return { value: new BSON.Timestamp({ t: Number(digits), i: value.i }), moved: 1 };
  }
  const number = typeof value === "number" || typeof value === "bigint" ? value : numberOf(value);
  const digits = number === undefined ? undefined : moveNumber(String(number), move);
  if (digits === undefined) return undefined;
  return { value: sameType(value, digits), moved: 1 };
}

function numberOf(value: unknown): bigint | number | undefined {
  if (value instanceof BSON.Long) return value.toBigInt();
  if (value instanceof BSON.Int32 || value instanceof BSON.Double) return value.value;
  return undefined;
}

function sameType(value: unknown, digits: string): unknown {
  if (value instanceof BSON.Long) return BSON.Long.fromString(digits);
  if (value instanceof BSON.Double) return new BSON.Double(Number(digits));
  if (value instanceof BSON.Int32) return new BSON.Int32(Number(digits));
  return typeof value === "bigint" ? BigInt(digits) : Number(digits);
}
