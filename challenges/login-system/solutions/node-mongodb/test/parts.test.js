import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { guessGuard, networkOf } from "../src/guessing.js";
import { hashPassword, verifyPassword } from "../src/passwords.js";
import { logInBody, signUpBody } from "../src/validation.js";

const good = { email: "anna@example.com", password: "Correct-horse-7", name: "Anna" };

describe("what is accepted", () => {
  it("is text alone: no operator, no list, nothing that was not asked for", () => {
    for (const email of [{ $ne: null }, { $gt: "" }, ["anna@example.com"], true, null, undefined]) {
      assert.throws(() => logInBody.parse({ ...good, email }));
      assert.throws(() => logInBody.parse({ ...good, password: email }));
    }
    assert.deepEqual(
      Object.keys(signUpBody.parse({ ...good, role: "admin", _id: 1 })).sort(),
      Object.keys(good).sort(),
    );
  });

  it("counts code points, and compares in one normal form", () => {
    assert.equal(signUpBody.parse({ ...good, name: "😀".repeat(200) }).name.length, 400);
    assert.throws(() => signUpBody.parse({ ...good, name: "😀".repeat(201) }));
    assert.equal(signUpBody.parse({ ...good, name: "e\u0301" }).name, "\u00e9");
    assert.equal(signUpBody.parse({ ...good, email: " Anna@Example.COM " }).email, "anna@example.com");
  });

  it("is nothing that could end up in a mail header", () => {
    for (const email of ["a@b.c\r\nBcc: x@y.z", "a@b.c, x@y.z", "<a@b.c>", "a@b", "@b.c", "a@b..c", "a b@c.d"]) {
      assert.throws(() => signUpBody.parse({ ...good, email }), email);
    }
  });
});

describe("passwords", () => {
  it("are told apart by their last character, and hashed with a salt of their own", async () => {
    const password = "Aa1!".repeat(32);
    const [one, two] = [await hashPassword(password), await hashPassword(password)];
    assert.notEqual(one, two);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(await verifyPassword(password, one), true);
    assert.equal(await verifyPassword(password.slice(0, -1) + "?", one), false);
  });
});

describe("guessing", () => {
  it("is stopped where it comes from, and the owner still gets in from elsewhere", async () => {
    const guard = guessGuard();
    for (let tries = 0; tries < 8; tries += 1) await guard.attempt("a@b.c", "203.0.113.1", async () => false);
    await assert.rejects(
      guard.attempt("a@b.c", "203.0.113.1", async () => true),
      { status: 429 },
    );
    assert.equal(await guard.attempt("a@b.c", "203.0.113.2", async () => true), true);
  });

  it("does not count right passwords, nor what could not be verified", async () => {
    const guard = guessGuard();
    for (let tries = 0; tries < 20; tries += 1) {
      await guard.attempt("a@b.c", "203.0.113.1", async () => true);
      await assert.rejects(guard.attempt("a@b.c", "203.0.113.1", () => Promise.reject(new Error("busy"))));
    }
  });

  it("sees one household in a whole /64", () => {
    assert.equal(networkOf("2001:db8::1"), networkOf("2001:db8:0:0:ffff::2"));
    assert.notEqual(networkOf("2001:db8:0:1::1"), networkOf("2001:db8::1"));
    assert.equal(networkOf("::ffff:203.0.113.9"), "203.0.113.9");
  });
});
