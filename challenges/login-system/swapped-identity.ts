/** What names a person inside a token, and the other person's to be put there instead. */
export interface Swap {
  readonly from: Identity;
  readonly to: Identity;
}

interface Identity {
  readonly id?: string | number;
  readonly email: string;
  /** The email itself where people have no other name. */
  readonly userName: string;
}

/** A JSON value in which every mention of one person names the other; undefined when it mentions nobody. */
export function swapInValue<T>(value: T, swap: Swap): T | undefined {
  let count = 0;
  const walk = (part: unknown): unknown => {
    if (typeof part === "string" || typeof part === "number") {
      const swapped = swapExact(part, swap);
      if (swapped !== undefined) count += 1;
      return swapped ?? part;
    }
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part === "object" && part !== null) {
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
    }
    return part;
  };
  const swapped = walk(value) as T;
  return count > 0 ? swapped : undefined;
}

/**
 * A token's text in which one person's id or email, readable as it is or once decoded from base64 or hex,
 * is replaced by the other's. Undefined when nothing readable names the person.
 */
export function swapInText(text: string, swap: Swap): string | undefined {
  const direct = swapMentions(text, swap);
  if (direct !== undefined) return direct;
  let count = 0;
  const pieces = text.split(/(--|[.:|~])/).map((piece) => {
    for (const encoding of ["hex", "base64url", "base64"] as const) {
      const plain = decode(piece, encoding);
      const swapped = plain === undefined ? undefined : swapMentions(plain, swap);
      if (swapped === undefined) continue;
      count += 1;
      const padded = encoding === "base64url" && piece.endsWith("=");
      return Buffer.from(swapped).toString(padded ? "base64" : encoding);
    }
    return piece;
  });
  return count > 0 ? pieces.join("") : undefined;
}

function swapExact(part: string | number, { from, to }: Swap): string | number | undefined {
  for (const name of ["email", "userName"] as const) {
    if (typeof part === "string" && part.toLowerCase() === from[name].toLowerCase()) return to[name];
  }
  if (from.id === undefined || to.id === undefined || String(part) !== String(from.id)) return undefined;
  return typeof part === "number" && Number.isFinite(Number(to.id)) ? Number(to.id) : String(to.id);
}

/** Mentions as whole words: an id of 1 is not found inside 2031. */
function swapMentions(text: string, { from, to }: Swap): string | undefined {
  const pairs: [string, string][] = [
    [from.email, to.email],
    [from.userName, to.userName],
  ];
  if (from.id !== undefined && to.id !== undefined) pairs.push([String(from.id), String(to.id)]);
  let swapped = text;
  for (const [mine, theirs] of pairs) {
    const escaped = mine.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    swapped = swapped.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu"), () => theirs);
  }
  return swapped === text ? undefined : swapped;
}

function decode(piece: string, encoding: "hex" | "base64url" | "base64"): string | undefined {
  if (piece.length < 4) return undefined;
  if (encoding === "hex" ? !/^([0-9a-f]{2})+$/i.test(piece) : !/^[A-Za-z0-9+/_-]+={0,2}$/.test(piece)) return undefined;
  const text = Buffer.from(piece, encoding).toString("utf8");
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}
