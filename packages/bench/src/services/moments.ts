const day = 24 * 60 * 60 * 1_000;

/** A number of seconds is short enough to be something else, so it must be near: as far as a log-in may last, milliseconds. */
const secondsWindow = { back: 8 * day, forward: 40 * day };

/** Longer numbers and written dates are unmistakable. */
const wideWindow = { back: 400 * day, forward: 400 * day };

interface Move {
  /** Wall clock, milliseconds. */
  readonly now: number;
  /** Milliseconds. */
  readonly back: number;
}

/** A text with its moments moved back, and how many they were. */
export interface Moved {
  readonly text: string;
  readonly moved: number;
}

/**
 * Digits that count seconds, milliseconds, microseconds or nanoseconds since 1970 and are near now, moved back.
 * Undefined when they are no such moment.
 */
export function moveNumber(digits: string, { now, back }: Move): string | undefined {
  const [, whole = "", rest = ""] = /^(\d+)(\.\d+)?$/.exec(digits) ?? [];
  const millisecondsInUnit = { 10: 1_000, 13: 1, 16: 1 / 1_000, 19: 1 / 1_000_000 }[whole.length];
  if (millisecondsInUnit === undefined) return undefined;
  const window = whole.length === 10 ? secondsWindow : wideWindow;
  if (!isNear(Number(whole) * millisecondsInUnit, now, window)) return undefined;
  return String(BigInt(whole) - BigInt(Math.round(back / millisecondsInUnit))) + rest;
}

/** A text that is one moment (ISO 8601, as in mail and HTTP headers, or digits), or JSON that holds some. */
export function moveText(text: string, move: Move): Moved {
  const alone = moveNumber(text, move) ?? moveIso(text, move) ?? moveHeaderDate(text, move);
  if (alone !== undefined) return { text: alone, moved: 1 };
  return isJson(text) ? moveJson(text, move) : { text, moved: 0 };
}

/** Every member of a JSON text that is a moment. All else stays letter by letter; a string without an end is its rest. */
export function moveJson(json: string, move: Move): Moved {
  let moved = 0;
  const text = json.replaceAll(/"(?:[^"\\]|\\.)*"?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token: string, at: number) => {
    const isString = token.startsWith('"');
    const isCut = isString && (token.length < 2 || !token.endsWith('"'));
    if (isCut || (isString && isFollowedByColon(json, at + token.length))) return token;
    const value = isString ? movedString(token, move) : moveNumber(token, move);
    if (value === undefined) return token;
    moved += 1;
    return value;
  });
  return { text, moved };
}

/** Then it is the name of a member. */
function isFollowedByColon(json: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(json);
}

function movedString(literal: string, move: Move): string | undefined {
  const inner = literal.slice(1, -1);
  const value = moveNumber(inner, move) ?? moveIso(inner, move) ?? moveHeaderDate(inner, move);
  return value === undefined ? undefined : `"${value}"`;
}

function moveIso(text: string, { now, back }: Move): string | undefined {
  const found = /^(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d)(:\d\d)?(?:\.(\d{1,9}))?(\s?(?:Z|[+-]\d\d(?::?\d\d)?))?$/.exec(
    text,
  );
  if (found === null) return undefined;
  const [, date = "", separator = "", minutes = "", seconds, fraction, zone = ""] = found;
  const written = Date.parse(`${date}T${minutes}${seconds ?? ":00"}.${(fraction ?? "").padEnd(3, "0").slice(0, 3)}Z`);
  if (!isNear(written - offsetOf(zone), now, wideWindow)) return undefined;
  const moved = new Date(written - back).toISOString();
  const shown = [moved.slice(0, 10), separator, moved.slice(11, 16)];
  if (seconds !== undefined) shown.push(moved.slice(16, 19));
  if (fraction !== undefined) shown.push(".", (moved.slice(20, 23) + fraction.slice(3)).slice(0, fraction.length));
  return [...shown, zone].join("");
}

function offsetOf(zone: string): number {
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d\d):?(\d\d)?/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function moveHeaderDate(text: string, { now, back }: Move): string | undefined {
  if (!/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)) return undefined;
  const written = Date.parse(text);
  return isNear(written, now, wideWindow) ? new Date(written - back).toUTCString() : undefined;
}

function isNear(moment: number, now: number, window: { readonly back: number; readonly forward: number }): boolean {
  return moment >= now - window.back && moment <= now + window.forward;
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
