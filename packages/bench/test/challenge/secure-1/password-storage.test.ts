import { createHash, createHmac, randomBytes, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/password-storage.ts";
import { attempt } from "./written-evidence.ts";

const password = "Correct=horse7Battery";
const secret = "kCzTn0Vt1uGqYb3m2mX8Ck4tq7h0v9aQnRrWzL5sPpE";

function storing(row: Readonly<Record<string, unknown>>, options: { elsewhere?: boolean; accepted?: boolean } = {}) {
  const signUp = attempt({ operation: "signUp", status: 201, accepted: options.accepted ?? true });
  const whole = { id: "0b9c2a52-6c35-4a8c-9d0f-0c1c5f9f6f9d", email: "a@b.example", name: "Ada", bio: "", ...row };
  const rows = [{ table: "users", id: "(0,1)", row: whole }];
  return {
    people: [{ email: "a@b.example", password, signUp, rows }],
    elsewhere: options.elsewhere === true ? [{ table: "audit", column: "body", row: { body: password } }] : [],
    secret,
  };
}

const digest = (algorithm: string, ...parts: readonly string[]) =>
  createHash(algorithm).update(parts.join("")).digest("hex");

describe("stored passwords", () => {
  it.each([
    ["plain", { password }, "plain"],
    ["plain, in capitals", { password: password.toUpperCase() }, "plain"],
    ["plain, inside JSON", { profile: JSON.stringify({ login: { password } }) }, "plain"],
    ["plain, in a JSON column", { profile: { login: { password } } }, "plain"],
    ["plain, as bytes", { password: { type: "Buffer", data: [...Buffer.from(password)] } }, "hex"],
    ["plain, as PostgreSQL's hex", { password: `\\x${Buffer.from(password).toString("hex")}` }, "hex"],
    ["reversed", { password: [...password].reverse().join("") }, "reversed"],
    ["in hexadecimal", { password: Buffer.from(password).toString("hex") }, "hex"],
    ["in base64", { password: Buffer.from(password).toString("base64") }, "base64"],
    ["in base64 with a prefix", { password: Buffer.from(`v1:${password}`).toString("base64") }, "base64"],
    [
      "reversed, then in base64",
      { password: Buffer.from([...password].reverse().join("")).toString("base64") },
      "base64",
    ],
    ["encoded for a URL", { password: encodeURIComponent(password) }, "url"],
  ])("%s are caught, and it is a blocker", (_how, row, form) => {
    const judgement = check.judge(storing(row));
    expect(judgement).toMatchObject({ outcome: "fail", facts: { form } });
    expect(judgement).not.toHaveProperty("severity");
  });

  it("in another table are caught", () => {
    expect(check.judge(storing({}, { elsewhere: true }))).toMatchObject({ outcome: "fail", facts: { form: "plain" } });
  });

  const salt = "5f2b6c1d9e8a7f40";
  it.each([
    ["MD5", { password: digest("md5", password) }],
    ["SHA-256 in capitals", { password: digest("sha256", password).toUpperCase() }],
    ["SHA-256 in base64", { password: createHash("sha256").update(password).digest("base64") }],
    ["SHA3-512", { password: digest("sha3-512", password) }],
    ["BLAKE2b", { password: digest("blake2b512", password) }],
    ["MD5 twice", { password: digest("md5", digest("md5", password)) }],
    ["SHA-256 with a salt column before", { password: digest("sha256", salt, password), salt }],
    ["SHA-256 with a salt column behind, and a colon", { password: digest("sha256", password, ":", salt), salt }],
    ["SHA-1 with the email as salt", { password: digest("sha1", "a@b.example", password) }],
    ["SHA-512 with the salt in the same value", { password: `${salt}$${digest("sha512", salt, password)}` }],
    [
      "SHA-256 with the salt's bytes",
      { password: createHash("sha256").update(Buffer.from(salt, "hex")).update(password).digest("hex"), salt },
    ],
    ["SHA-256 glued to its salt", { password: salt + digest("sha256", salt, password) }],
    ["an HMAC with the salt as key", { password: createHmac("sha256", salt).update(password).digest("hex"), salt }],
    [
      "an HMAC with the service's secret",
      { password: createHmac("sha256", secret).update(password).digest("base64url") },
    ],
    [
      "LDAP's salted SHA",
      {
        password: `{SSHA}${Buffer.concat([createHash("sha1").update(password).update("saltsalt").digest(), Buffer.from("saltsalt")]).toString("base64")}`,
      },
    ],
    ["a digest of UTF-16", { password: createHash("sha1").update(Buffer.from(password, "utf16le")).digest("hex") }],
  ])("as %s are caught, and it is serious", (_how, row) => {
    expect(check.judge(storing(row))).toMatchObject({
      outcome: "fail",
      severity: "serious",
      facts: { form: "digest" },
    });
  });

  it.each([
    [
      "Argon2",
      {
        password_hash:
          "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMTI",
      },
    ],
    ["bcrypt", { password_hash: "$2b$12$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy" }],
    ["scrypt with its salt", { password_hash: `${salt}:${scryptSync(password, salt, 64).toString("hex")}` }],
    ["scrypt over a digest", { password_hash: scryptSync(digest("sha256", password), salt, 32).toString("hex"), salt }],
    [
      "bytes that look random",
      { password_hash: randomBytes(64).toString("hex"), session: randomBytes(32).toString("base64url") },
    ],
    [
      "a digest of the email for a picture",
      {
        avatar: digest("md5", "a@b.example"),
        password_hash: "$2b$12$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy",
      },
    ],
    ["a digest of a session token", { token: digest("sha256", "some other token") }],
  ])("as %s are left alone", (_how, row) => {
    expect(check.judge(storing(row))).toMatchObject({ outcome: "pass" });
  });

  it("say nothing when nobody could sign up, or nothing was written", () => {
    const nobody = storing({}, { accepted: false });
    expect(check.judge(nobody)).toMatchObject({ outcome: "not-established", reason: "nobody-signed-up" });
    const [person] = storing({}).people;
    const empty = { people: person === undefined ? [] : [{ ...person, rows: [] }], elsewhere: [], secret };
    expect(check.judge(empty)).toMatchObject({ outcome: "not-established", reason: "nothing-stored" });
  });
});
