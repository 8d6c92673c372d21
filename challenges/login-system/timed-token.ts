const hour = 3_600_000;
/** A clock that is read as local time may be this far from ours. */
const clockMayDiffer = 15 * hour;
/** Django counts from here in its reset tokens. */
const since2001 = Date.UTC(2001, 0, 1);
/** Characters of the shortest seal that anyone would use. */
const shortestSeal = 16;

/**
 * Whether a token carries the moment at which it was made beside a seal, in one of the forms that libraries write:
 * Django's `<base36>-<hash>` and `value:<base62>:seal`, itsdangerous' `value.<base64>.seal`, hexadecimal seconds,
 * Fernet. Such a token needs no row, so time that passes in the rows says nothing about it. Pure.
 *
 * @param now epoch milliseconds at which it was made.
 */
export function carriesItsTime(token: string, now: number): boolean {
  if (isFernet(token, now)) return true;
  const parts = token.split(/[.:|~-]/);
  if (!parts.some((part) => part.length >= shortestSeal)) return false;
  return parts.some((part) => numbersIn(part).some((number) => isNow(number, now)));
}

function isFernet(token: string, now: number): boolean {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length < 73 || bytes[0] !== 0x80) return false;
  return isNow(Number(bytes.readBigUInt64BE(1)), now);
}

/** What a short part may say as a number. */
function numbersIn(part: string): readonly number[] {
  const numbers: number[] = [];
  if (/^[0-9a-z]{6,9}$/i.test(part)) numbers.push(Number.parseInt(part, 36));
  if (/^[0-9a-f]{8,11}$/i.test(part)) numbers.push(Number.parseInt(part, 16));
  if (/^[0-9A-Za-z]{6,7}$/.test(part)) numbers.push(fromBase62(part));
  if (/^[\w-]{6}$/.test(part)) numbers.push(Buffer.from(part, "base64url").readUIntBE(0, 4));
  return numbers;
}

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function fromBase62(text: string): number {
  return [...text].reduce((number, digit) => number * 62 + base62.indexOf(digit), 0);
}

function isNow(number: number, now: number): boolean {
  const moments = [number * 1000, number, since2001 + number * 1000];
  return moments.some((moment) => Math.abs(moment - now) < clockMayDiffer);
}
