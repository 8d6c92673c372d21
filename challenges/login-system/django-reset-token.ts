import { createHash, createHmac } from "node:crypto";
import type { RowRef } from "@assay/bench";
import type { SealedToken } from "./sealed-token.ts";
import { valuesIn } from "./stored-texts.ts";

const keySalt = "django.contrib.auth.tokens.PasswordResetTokenGenerator";

/**
 * Reads a token of Django's `PasswordResetTokenGenerator`: base36 seconds since 2001, a dash, and every other digit of
 * an HMAC over key, password hash, last log-in, those seconds and email of the account. Undefined where no such HMAC
 * over what these rows hold makes this token.
 *
 * @param rows where the account is kept.
 */
export function readDjangoResetToken(
  token: string,
  secret: string,
  account: { readonly email: string; readonly rows: readonly RowRef[] },
): SealedToken | undefined {
  const [, written = "", seal = ""] = /^([0-9a-z]{6,8})-([0-9a-f]{20,64})$/.exec(token) ?? [];
  if (seal === "") return undefined;
  const seconds = Number.parseInt(written, 36);
  for (const { row } of account.rows) {
    const values = valuesIn(row);
    const hashes = values.filter((value) => value.length >= 20 && value.includes("$"));
    const keys = values.filter((value) => value.length <= 36);
    const logIns = ["", ...values.flatMap(asLastLogIn)];
    const emails = new Set([account.email, account.email.toLowerCase()]);
    for (const algorithm of ["sha256", "sha1"]) {
      const makes = (moment: number, parts: Parts): string => sealOf(algorithm, secret, moment, parts);
      for (const hash of hashes) {
        for (const key of keys) {
          for (const logIn of logIns) {
            for (const email of emails) {
              const parts = { key, hash, logIn, email };
              if (makes(seconds, parts) !== seal) continue;
              return {
                movedBack(milliseconds) {
                  const earlier = seconds - Math.round(milliseconds / 1000);
                  return `${earlier.toString(36)}-${makes(earlier, parts)}`;
                },
              };
            }
          }
        }
      }
    }
  }
  return undefined;
}

interface Parts {
  readonly key: string;
  readonly hash: string;
  readonly logIn: string;
  readonly email: string;
}

function sealOf(algorithm: string, secret: string, seconds: number, { key, hash, logIn, email }: Parts): string {
  const derived = createHash(algorithm)
    .update(keySalt + secret)
    .digest();
  const digest = createHmac(algorithm, derived)
    .update(`${key}${hash}${logIn}${String(seconds)}${email}`)
    .digest("hex");
  return [...digest].filter((_digit, at) => at % 2 === 0).join("");
}

/** A moment as Python writes one without its fraction and zone. */
function asLastLogIn(value: string): readonly string[] {
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/.exec(value);
  return found === null ? [] : [`${found[1] ?? ""} ${found[2] ?? ""}`];
}
