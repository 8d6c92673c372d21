import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readEmail, readName, readNewPassword } from "../src/fields.js";
import { guessGuard, networkOf } from "../src/guessing.js";
import { createQueue } from "../src/hash-queue.js";
import { hashPassword, verifyPassword } from "../src/passwords.js";

describe("fields", () => {
  it("count code points and compare in one normal form", () => {
    assert.equal(readName({ name: "😀".repeat(200) }).length, 400);
    assert.throws(() => readName({ name: "😀".repeat(201) }));
    assert.equal(readName({ name: "e\u0301" }), "\u00e9");
    assert.equal(readNewPassword({ password: "Aa1!".repeat(16) }).length, 64);
  });

  it("hold back what could end up in a mail header", () => {
    for (const email of ["a@b.c\r\nBcc: x@y.z", "a@b.c, x@y.z", "<a@b.c>", "a@b", "@b.c", "a@b..c", "a b@c.d"]) {
      assert.throws(() => readEmail({ email }), email);
    }
    assert.equal(readEmail({ email: " Anna.O'Neil+shop@Example.COM " }), "anna.o'neil+shop@example.com");
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

describe("the queue", () => {
  it("runs two at once, lets two wait, and refuses the rest", async () => {
    const run = createQueue({ concurrent: 2, waiting: 2, patience: 1_000 });
    let most = 0;
    let running = 0;
    const job = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
    };
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => run(job)));
    assert.deepEqual(
      results.map(({ status }) => status),
      [...Array(4).fill("fulfilled"), "rejected"],
    );
    assert.equal(most, 2);
    await run(job);
  });

  it("lets nobody wait longer than its patience", async () => {
    const run = createQueue({ concurrent: 1, waiting: 2, patience: 30 });
    const long = run(() => new Promise((resolve) => setTimeout(resolve, 100)));
    await assert.rejects(
      run(async () => {}),
      { status: 503 },
    );
    await long;
    await run(async () => {});
  });
});

describe("guessing", () => {
  const wrong = async () => false;
  const right = async () => true;

  it("from one address is stopped there, for ten minutes, and not elsewhere", async () => {
    let moment = 0;
    const guard = guessGuard({ now: () => moment });
    for (let tries = 0; tries < 10; tries += 1) await guard.attempt("a@b.c", "203.0.113.1", wrong);
    await assert.rejects(guard.attempt("a@b.c", "203.0.113.1", right), { status: 429 });
    assert.equal(await guard.attempt("a@b.c", "203.0.113.2", right), true);
    moment += 10 * 60_000;
    assert.equal(await guard.attempt("a@b.c", "203.0.113.1", right), true);
  });

  it("from many addresses is stopped for a minute, and a reset opens the account", async () => {
    const guard = guessGuard();
    for (let host = 1; host <= 15; host += 1) await guard.attempt("a@b.c", `203.0.113.${host}`, wrong);
    await assert.rejects(guard.attempt("a@b.c", "203.0.113.99", right), { status: 429 });
    guard.forgive("a@b.c", "203.0.113.99");
    assert.equal(await guard.attempt("a@b.c", "203.0.113.99", right), true);
  });

  it("counts tries at the same instant", async () => {
    const guard = guessGuard();
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, () => guard.attempt("a@b.c", "203.0.113.1", wrong)),
    );
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 10);
  });

  it("does not count what could not be verified", async () => {
    const guard = guessGuard();
    const overloaded = () => Promise.reject(new Error("busy"));
    for (let tries = 0; tries < 20; tries += 1) await assert.rejects(guard.attempt("a@b.c", "203.0.113.1", overloaded));
    assert.equal(await guard.attempt("a@b.c", "203.0.113.1", right), true);
  });

  it("sees one household in a whole /64", () => {
    assert.equal(networkOf("2001:db8::1"), networkOf("2001:db8:0:0:ffff::2"));
    assert.notEqual(networkOf("2001:db8:0:1::1"), networkOf("2001:db8::1"));
    assert.equal(networkOf("203.0.113.9"), "203.0.113.9");
    assert.equal(networkOf("::ffff:203.0.113.9"), "203.0.113.9");
  });
});
