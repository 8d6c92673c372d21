import { createHash, createHmac } from "node:crypto";
import type { Credential } from "@assay/bench";
import { textsOf } from "./credential-texts.ts";

/** Secrets that tutorials, starters and defaults have made common. The first ones any attacker would try. */
const words = [
  "secret", "Secret", "SECRET", "mysecret", "my-secret", "my_secret", "mySecret", "supersecret", "super-secret",
  "super_secret", "superSecret", "supersecretkey", "super-secret-key", "super_secret_key", "secretkey", "secret-key",
  "secret_key", "secretKey", "SECRET_KEY", "mysecretkey", "my-secret-key", "my_secret_key", "jwt", "jwtsecret",
  "jwt-secret", "jwt_secret", "jwtSecret", "JWT_SECRET", "jwtsecretkey", "jwt-secret-key", "jwt_secret_key", "jwtkey",
  "jwt_key", "auth", "authsecret", "auth-secret", "auth_secret", "authSecret", "AUTH_SECRET", "session",
  "sessionsecret", "session-secret", "session_secret", "sessionSecret", "SESSION_SECRET", "token", "tokensecret",
  "token-secret", "token_secret", "tokenSecret", "TOKEN_SECRET", "access", "accesstokensecret", "access-token-secret",
  "access_token_secret", "ACCESS_TOKEN_SECRET", "cookie", "cookiesecret", "cookie-secret", "cookie_secret",
  "COOKIE_SECRET", "key", "mykey", "my-key", "privatekey", "private-key", "private_key", "PRIVATE_KEY", "signingkey",
  "signing-key", "appsecret", "app-secret", "app_secret", "APP_SECRET", "APP_KEY", "password", "Password", "pass",
  "passw0rd", "P@ssw0rd", "admin", "test", "testing", "test-secret", "test_secret", "testsecret", "dev", "devsecret",
  "dev-secret", "dev_secret", "dev-secret-key", "development", "development-secret", "development_secret", "prod",
  "production", "default", "default-secret", "default_secret", "defaultsecret", "changeme", "change-me", "change_me",
  "changeit", "changethis", "change-this", "change-this-secret", "change_this_secret", "change-me-in-production",
  "change_me_in_production", "changemeinproduction", "replace-me", "replace_me", "replaceme", "insecure",
  "insecure-secret", "insecure-dev-secret", "not-so-secret", "notsosecret", "notasecret", "keyboard cat",
  "keyboardcat", "keyboard-cat", "shhhhh", "shhhh", "shh", "s3cr3t", "s3cret", "s3cur3", "hunter2", "qwerty",
  "letmein", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "abc", "abc123",
  "abcdef", "foo", "bar", "foobar", "example", "sample", "demo", "hello", "helloworld", "hello-world", "hello world",
  "your-secret", "your_secret", "yoursecret", "your-secret-key", "your_secret_key", "yoursecretkey", "your-256-bit-secret",
  "your-384-bit-secret", "your-512-bit-secret", "your_jwt_secret", "your-jwt-secret", "your_jwt_secret_key",
  "your-super-secret-jwt-key", "your-super-secret-key", "a-string-secret-at-least-256-bits-long",
  "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long", "undefined", "null", "NaN", "false", "true",
  "[object Object]", "none", "node", "express", "fastify", "koa", "nest", "nestjs", "django", "flask", "laravel",
  "rails", "spring", "python", "java", "php", "golang", "login", "login-system", "loginsystem", "shop", "app",
  "myapp", "my-app", "api", "server", "assay", "", " ", "0", "1", "00000000", "11111111", "xxxxxxxx",
  "00000000000000000000000000000000", "01234567890123456789012345678901", "12345678901234567890123456789012",
  "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz123456", "0123456789abcdef0123456789abcdef",
]; // prettier-ignore

export const commonSecrets: readonly string[] = [
  ...new Set(
    words.flatMap((word) => [word, `${word}!`, `${word}1`, `${word}123`, `${word}2024`, `${word}2025`, `${word}2026`]),
  ),
];

/** Longest text of a source file that we take for a possible secret. */
const longest = 300;

/**
 * Every text in source or configuration that could be a secret: quoted strings, and values of `NAME=value` and
 * `name: value` lines.
 */
export function textsInSource(source: string): readonly string[] {
  const found = new Set<string>();
  for (const text of quotedTexts(source)) if (text.length <= longest) found.add(unescaped(text));
  const lines = source.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== "");
  for (const [at, line] of lines.entries()) {
    const rest = /^\s*(?:export\s+)?[\w.-]+\s*[=:](.*)$/.exec(line)?.[1]?.trim();
    // A name may have its value on the next line.
    const value = rest === "" ? lines[at + 1]?.trim() : rest;
    if (value === undefined || value.length > longest) continue;
    found.add(value.replace(/^(["'])(.*)\1[;,]?$/, "$2"));
  }
  return [...found];
}

const insideOf = { '"': /(?:\\.|[^"\\\n])*/y, "'": /(?:\\.|[^'\\\n])*/y, "`": /(?:\\.|[^`\\\n])*/y } as const;

/** What stands in quotes, each on one line. */
function* quotedTexts(source: string): Generator<string> {
  const opening = /["'`]/g;
  /** Where each kind of quote has none that closes: up to there, another one closes nothing either. */
  const unclosedUntil = new Map<string, number>();
  for (let match = opening.exec(source); match !== null; match = opening.exec(source)) {
    const quote = match[0] as keyof typeof insideOf;
    if (match.index < (unclosedUntil.get(quote) ?? 0)) continue;
    const inside = insideOf[quote];
    inside.lastIndex = match.index + 1;
    inside.test(source);
    const end = inside.lastIndex;
    if (source[end] === quote) {
      yield source.slice(match.index + 1, end);
      opening.lastIndex = end + 1;
    } else unclosedUntil.set(quote, end);
  }
}

export interface SignedText {
  readonly place: string;
  readonly signed: string;
  readonly signature: string;
}

/**
 * The signed texts in a log-in: a JSON Web Token or any `value.signature` (also behind `s:`), and pairs of cookies
 * in which `name.sig` signs `name=value`.
 */
export function signedTextsOf(credential: Credential): readonly SignedText[] {
  const texts = textsOf(credential);
  const signed = texts.flatMap(({ place, text }) => {
    const bare = text.startsWith("s:") ? text.slice(2) : text;
    const dot = bare.lastIndexOf(".");
    return dot > 0 && bare.length - dot > 20
      ? [{ place, signed: bare.slice(0, dot), signature: bare.slice(dot + 1) }]
      : [];
  });
  const pairs = texts.flatMap(({ place, text }) => {
    const value = texts.find((other) => `${other.place}.sig` === place);
    return value === undefined ? [] : [{ place, signed: `${value.place}=${value.text}`, signature: text }];
  });
  return [...signed, ...pairs];
}

/** Bytes of a signature → the digest that makes so many. */
const digests = new Map([
  [20, "sha1"],
  [32, "sha256"],
  [48, "sha384"],
  [64, "sha512"],
]);

/** The key by which this secret made the signature, or undefined: the text as it is, digested, or decoded from base64 or hex. */
export function keyThatSigned({ signed, signature }: SignedText, secret: string): Uint8Array | undefined {
  const keys = [Buffer.from(secret), createHash("sha256").update(secret).digest()];
  if (/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(secret)) keys.push(Buffer.from(secret, "base64"));
  if (/^([0-9a-f]{2}){8,}$/i.test(secret)) keys.push(Buffer.from(secret, "hex"));
  for (const encoding of ["base64url", "hex"] as const) {
    const wanted = Buffer.from(signature, encoding);
    const digest = digests.get(wanted.length);
    if (digest === undefined) continue;
    for (const key of keys) if (createHmac(digest, key).update(signed).digest().equals(wanted)) return key;
  }
  return undefined;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}
