import { createHmac } from "node:crypto";
import { momentsInToken } from "./moments.ts";

/** A readable text and a seal of it, in a form of the app's own: `base64(text).hmac`. JSON Web Tokens are not meant. */
export interface SealedToken {
  /** The same token with every moment in its text moved back by this many milliseconds, sealed again by the same key. */
  movedBack(milliseconds: number): string;
}

/**
 * Reads a token that this key seals, by the usual ways of HMAC; undefined for any other token, and for one that holds
 * no moment.
 *
 * @param now epoch milliseconds.
 */
export function readSealedToken(token: string, key: string, now: number): SealedToken | undefined {
  const halves = halvesOf(token);
  if (halves === undefined || momentsInToken(halves.body, now).length === 0) return undefined;
  const { body, separator, seal } = halves;
  const { plain, written } = plainOf(body);
  const way = waysToSeal.find(({ of, by }) => by(of === "body" ? body : plain, key) === seal);
  if (way === undefined) return undefined;
  return {
    movedBack(milliseconds) {
      const changed = momentsMovedBack(plain, milliseconds, now);
      const sealed = written(changed);
      return `${sealed}${separator}${way.by(way.of === "body" ? sealed : changed, key)}`;
    },
  };
}

/**
 * A token with every moment in its readable part moved back by this many milliseconds, and its seal as it was: whoever
 * looks at the seal refuses it. Undefined where nothing can be read.
 */
export function withMomentsMoved(token: string, milliseconds: number, now: number): string | undefined {
  const halves = halvesOf(token);
  if (halves === undefined || momentsInToken(halves.body, now).length === 0) return undefined;
  const { plain, written } = plainOf(halves.body);
  return `${written(momentsMovedBack(plain, milliseconds, now))}${halves.separator}${halves.seal}`;
}

/** Each way of HMAC: of the part as it is written or of what it says, in which digest and form. */
const waysToSeal = (["body", "plain"] as const).flatMap((of) =>
  ["sha256", "sha512", "sha384", "sha1"].flatMap((algorithm) =>
    (["hex", "base64url", "base64"] as const).flatMap((form) =>
      [true, false].map((padded) => ({
        of,
        by: (text: string, key: string): string => {
          const seal = createHmac(algorithm, key).update(text).digest(form);
          return padded ? seal : seal.replace(/={1,2}$/, "");
        },
      })),
    ),
  ),
);

/** The seal comes last. */
function halvesOf(
  token: string,
): { readonly body: string; readonly separator: string; readonly seal: string } | undefined {
  const at = Math.max(...[".", ":", "|", "~"].map((separator) => token.lastIndexOf(separator)));
  if (at <= 0) return undefined;
  return { body: token.slice(0, at), separator: token.slice(at, at + 1), seal: token.slice(at + 1) };
}

/** What a part says, and how another text is written in its way. */
function plainOf(body: string): { readonly plain: string; readonly written: (text: string) => string } {
  for (const form of ["base64url", "base64", "hex"] as const) {
    const plain = Buffer.from(body, form).toString("utf8");
    for (const padded of [false, true]) {
      const written = (text: string): string => {
        const encoded = Buffer.from(text).toString(form);
        return padded ? encoded.padEnd(Math.ceil(encoded.length / 4) * 4, "=") : encoded;
      };
      if (/^[\x20-\x7e\u00a0-\u{10ffff}]+$/u.test(plain) && written(plain) === body) return { plain, written };
    }
  }
  return { plain: body, written: (text) => text };
}

function momentsMovedBack(text: string, milliseconds: number, now: number): string {
  return text
    .replaceAll(/(?<![A-Za-z0-9])\d{10,16}(?![A-Za-z0-9])/g, (digits) => {
      const moment = momentsInToken(digits, now)[0];
      if (moment === undefined) return digits;
      const unit = Number(digits) / moment; // thousandths of a thing: 0.001 for seconds, 1, 1000
      return String(Math.round(Number(digits) - milliseconds * unit));
    })
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, (time) =>
      new Date(Date.parse(time) - milliseconds).toISOString(),
    );
}
