import { readJsonWebToken } from "./json-web-token.ts";

const day = 86_400_000;
/** A number further from now than this is no moment but an amount. */
const near = 5 * 365 * day;

/** Moments (epoch milliseconds) among values: times as text, and numbers or digits that are seconds, milli- or microseconds near `now`. */
export function momentsIn(values: readonly unknown[], now: number): readonly number[] {
  return values.flatMap((value) => momentsOf(value, now));
}

/**
 * Moments that a token carries readably: the claims of a JSON Web Token, or numbers standing alone in its text or in
 * what its parts decode to.
 */
export function momentsInToken(token: string, now: number): readonly number[] {
  const claims = readJsonWebToken(token)?.payload;
  if (claims !== undefined) return momentsOf(claims, now);
  const texts = token.split(/[.:|~]|--/).flatMap((part) => {
    const plain = Buffer.from(part, "base64url").toString("latin1");
    return /^[\x20-\x7e]+$/.test(plain) ? [part, plain] : [part];
  });
  return texts.flatMap((text) => [
    ...[...text.matchAll(/(?<![A-Za-z0-9])\d{10,16}(?![A-Za-z0-9])/g)].flatMap(([digits]) => momentsOf(digits, now)),
    ...[...text.matchAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/g)].flatMap(([time]) =>
      momentsOf(time, now),
    ),
  ]);
}

function momentsOf(value: unknown, now: number): readonly number[] {
  if (value === null || value === undefined || typeof value === "boolean") return [];
  if (value instanceof Date) return within(value.getTime(), now);
  if (typeof value === "number") return numbersNear(value, now);
  if (typeof value === "object") return Object.values(value).flatMap((inner) => momentsOf(inner, now));
  if (typeof value !== "string") return [];
  const text = value.trim();
  if (/^\d{10,16}(\.\d+)?$/.test(text)) return numbersNear(Number(text), now);
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) {
    // PostgreSQL writes an offset of whole hours as +00.
    return within(Date.parse(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")), now);
  }
  if (!/^[[{]/.test(text)) return [];
  try {
    return momentsOf(JSON.parse(text), now);
  } catch {
    return [];
  }
}

function numbersNear(value: number, now: number): readonly number[] {
  return [value * 1000, value, value / 1000].flatMap((milliseconds) => within(milliseconds, now));
}

function within(milliseconds: number, now: number): readonly number[] {
  return Math.abs(milliseconds - now) <= near ? [milliseconds] : [];
}
