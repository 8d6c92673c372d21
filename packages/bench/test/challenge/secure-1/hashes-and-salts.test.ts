import { createHash, pbkdf2Sync, randomBytes, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import hashStrength from "../../../../../challenges/login-system/checks/hash-strength.ts";
import saltPerPassword from "../../../../../challenges/login-system/checks/salt-per-password.ts";
import { attempt } from "./written-evidence.ts";

const password = "Correct=horse7Battery";

function stored(row: Readonly<Record<string, unknown>>, email = "a@b.example", accepted = true) {
  const signUp = attempt({ operation: "signUp", status: accepted ? 201 : 429 });
  const rows = accepted
    ? [{ table: "users", id: "(0,1)", row: { email, name: "Ada", role: "customer-of-the-shop", ...row } }]
    : [];
  return { email, password, signUp, rows, later: [], hashMs: 400, secret: undefined };
}

describe("the strength of the hash", () => {
  it("passes at the least settings", () => {
    const evidence = stored({ password_hash: "$2b$10$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy" });
    expect(hashStrength.judge(evidence)).toMatchObject({ outcome: "pass", facts: { method: "bcrypt, cost 10" } });
  });

  it("fails below them", () => {
    const evidence = stored({ password_hash: "$2b$04$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy" });
    expect(hashStrength.judge(evidence)).toMatchObject({ outcome: "fail", facts: { method: "bcrypt, cost 4" } });
  });

  it("fails where a later password is hashed with less, or not at all", () => {
    const first = stored({ password_hash: "$2b$10$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy" });
    const after = (when: "change" | "reset", hash: string, accepted = true) =>
      hashStrength.judge({ ...first, later: [{ when, ...stored({ password_hash: hash }, "a@b.example", accepted) }] });
    const weak = "$2b$04$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy";
    expect(after("reset", weak)).toMatchObject({ outcome: "fail", facts: { when: "reset", method: "bcrypt, cost 4" } });
    expect(after("change", password)).toMatchObject({
      outcome: "fail",
      severity: "serious",
      facts: { when: "change", open: true },
    });
    expect(after("reset", "enc:v1:short")).toMatchObject({ outcome: "pass" });
    expect(after("reset", weak, false)).toMatchObject({ outcome: "pass" });
  });

  it("fails when PBKDF2 has to be recomputed to be seen", () => {
    const key = pbkdf2Sync(password, "some-random-salt", 1_000, 64, "sha512").toString("hex");
    expect(hashStrength.judge(stored({ password_hash: key, salt: "some-random-salt" }))).toMatchObject({
      outcome: "fail",
    });
  });

  it("passes a raw scrypt at 2^17", () => {
    const key = scryptSync(password, "some-random-salt", 64, { cost: 2 ** 17, maxmem: 2 ** 29 }).toString("hex");
    expect(hashStrength.judge(stored({ password_hash: `some-random-salt:${key}` }))).toMatchObject({
      outcome: "pass",
      facts: { method: "scrypt, N=131072, r=8, p=1" },
    });
  });

  it("is not held against a service that hashes something else weakly", () => {
    const evidence = stored({
      recovery_code: "$2b$04$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy",
      password_hash: "$2b$12$QjSH496pcT5CEbzjD/vtVeH03tfHKFy36d4J0Ltp3lRtee9HDxY3K",
    });
    expect(hashStrength.judge(evidence)).toMatchObject({ outcome: "pass" });
  });

  it("does not call a riddle what another check can read or guess", () => {
    for (const form of [password, createHash("md5").update(password).digest("hex")]) {
      const judged = hashStrength.judge(stored({ password_hash: form }));
      expect(judged).toMatchObject({ outcome: "not-established", reason: "open" });
    }
  });

  it("says nothing about a form that it does not know", () => {
    const evidence = stored({ password_hash: "enc:v1:short" });
    expect(hashStrength.judge(evidence)).toMatchObject({ outcome: "not-established", reason: "unrecognised" });
    expect(hashStrength.judge(stored({}, "a@b.example", false))).toMatchObject({ reason: "nobody-signed-up" });
  });
});

describe("the salt", () => {
  const people = (one: string, between: string, other: string) => ({
    one: stored({ password_hash: one, created_at: "2026-11-24T19:43:19.000Z" }, "one@b.example"),
    between: stored({ password_hash: between, created_at: "2026-11-24T19:43:20.000Z" }, "between@b.example"),
    other: stored({ password_hash: other, created_at: "2026-11-24T19:43:19.000Z" }, "other@b.example"),
  });
  const random = (): string => randomBytes(32).toString("hex");

  it("is missing when two with one password have one hash", () => {
    const same = random();
    expect(saltPerPassword.judge(people(same, random(), same))).toMatchObject({ outcome: "fail" });
  });

  it("is there when they differ, though other values are equal", () => {
    expect(saltPerPassword.judge(people(random(), random(), random()))).toMatchObject({ outcome: "pass" });
  });

  it("is not missed because all three have a value in common", () => {
    const evidence = people(random(), random(), random());
    for (const person of Object.values(evidence))
      Object.assign(person.rows[0]?.row ?? {}, { policy: "the-same-policy-for-everyone" });
    expect(saltPerPassword.judge(evidence)).toMatchObject({ outcome: "pass" });
  });

  it("can't be judged when nothing of that length was stored, or not all signed up", () => {
    expect(saltPerPassword.judge(people("1", "2", "1"))).toMatchObject({ reason: "nothing-to-compare" });
    const evidence = { ...people(random(), random(), random()), other: stored({}, "other@b.example", false) };
    expect(saltPerPassword.judge(evidence)).toMatchObject({ reason: "not-all-signed-up" });
  });
});
