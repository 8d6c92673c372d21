import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import expiry from "../../../../../challenges/login-system/checks/log-in-expiry.ts";
import afterDeletion from "../../../../../challenges/login-system/checks/token-after-deletion.ts";
import { readSealedToken, withMomentsMoved } from "../../../../../challenges/login-system/sealed-token.ts";
import { attempt } from "../secure-1/written-evidence.ts";

const email = "ada@b.example";
const person = { email };
const shows = (outputs: object = {}) => attempt({ operation: "whoAmI", outputs: { email, ...outputs } });
const gone = attempt({ operation: "whoAmI", status: 401 });
const done = attempt({ status: 204 });
const logIn = attempt({ token: "t" });

describe("keys after a deletion", () => {
  const evidence = {
    email,
    logIn,
    before: shows(),
    deletion: done,
    after: [gone, gone],
    again: done,
    afterwards: [gone, gone],
  };

  it("pass when they open nothing, also when the email may not be used again", () => {
    expect(afterDeletion.judge(evidence)).toMatchObject({ outcome: "pass" });
    expect(afterDeletion.judge({ ...evidence, again: attempt({ status: 409 }) })).toMatchObject({ outcome: "pass" });
  });
  it("fail when they open the old account, or the next one with that email", () => {
    expect(afterDeletion.judge({ ...evidence, after: [gone, shows()] })).toMatchObject({
      outcome: "fail",
      facts: { what: "old" },
    });
    expect(afterDeletion.judge({ ...evidence, afterwards: [shows(), gone] })).toMatchObject({
      outcome: "fail",
      facts: { what: "new" },
    });
  });
  it("do not count where the extra was not built", () => {
    for (const status of [404, 405, 501]) {
      expect(afterDeletion.judge({ ...evidence, deletion: attempt({ status }) })).toMatchObject({
        outcome: "not-applicable",
      });
    }
    expect(afterDeletion.judge({ ...evidence, deletion: attempt({ status: 500 }) })).toMatchObject({
      outcome: "not-established",
    });
  });
});

describe("the end of a log-in", () => {
  const now = Date.UTC(2026, 10, 24);
  const day = 86_400_000;
  const inDays = (days: number) => (now + days * day) / 1000;
  const judge = (rest: object) =>
    expiry.judge({
      person,
      logIn,
      now,
      control: shows(),
      tokens: [{ length: 43, isHeld: true }],
      moments: 0,
      moved: 0,
      aged: shows(),
      cookieLifetimes: [],
      ...rest,
    });

  it("is in its row", () => {
    expect(judge({ moments: 1, moved: 1, aged: gone })).toMatchObject({ outcome: "pass", facts: { how: "row" } });
  });
  it("is in its token", () => {
    expect(judge({ tokens: [{ length: 200, isHeld: false, exp: inDays(7) }] })).toMatchObject({
      outcome: "pass",
      facts: { how: "token" },
    });
  });
  it("is in its cookie, where nothing else is known", () => {
    expect(judge({ cookieLifetimes: [null, 604_800] })).toMatchObject({ outcome: "pass", facts: { how: "cookie" } });
  });
  it("is missing when its row was made 400 days old, and it still opens", () => {
    expect(judge({ moments: 1, moved: 1 })).toMatchObject({ outcome: "fail", facts: { how: "never" } });
  });
  it("is missing when the token says one that nobody looks at", () => {
    const token = { length: 200, isHeld: true, exp: inDays(7), resigned: shows(), expired: shows() };
    expect(judge({ tokens: [token] })).toMatchObject({ outcome: "fail", facts: { how: "ignored" } });
    expect(judge({ tokens: [{ ...token, expired: gone }] })).toMatchObject({ outcome: "pass" });
    // Where our own signature is not taken, what we signed says nothing.
    expect(judge({ tokens: [{ ...token, resigned: gone, expired: gone }] })).toMatchObject({ outcome: "pass" });
  });
  it("is in a token of the app's own form, unless anyone may change it there", () => {
    const token = { length: 120, isHeld: false, exp: inDays(7) };
    expect(judge({ tokens: [{ ...token, tampered: gone }] })).toMatchObject({
      outcome: "pass",
      facts: { how: "token" },
    });
    expect(judge({ tokens: [{ ...token, tampered: shows() }] })).toMatchObject({
      outcome: "not-established",
      reason: "time-not-moved",
    });
  });
  it("is as good as missing when it is years away", () => {
    expect(judge({ tokens: [{ length: 200, isHeld: false, exp: inDays(3_650) }] })).toMatchObject({
      outcome: "fail",
      facts: { how: "long", days: 3_650 },
    });
  });
  it("is found when the server counts from the issuing time", () => {
    expect(judge({ tokens: [{ length: 200, isHeld: false, resigned: shows(), expired: gone }] })).toMatchObject({
      outcome: "pass",
    });
    expect(judge({ tokens: [{ length: 200, isHeld: false, resigned: shows(), expired: shows() }] })).toMatchObject({
      outcome: "fail",
    });
  });
  it("is missing when neither the token's age nor that of a refresh token's row ends it", () => {
    const tokens = [{ length: 200, isHeld: false, resigned: shows(), expired: shows() }];
    expect(judge({ tokens, moments: 1, moved: 1 })).toMatchObject({ outcome: "fail", facts: { how: "never" } });
    expect(judge({ tokens, moments: 1, moved: 1, aged: gone })).toMatchObject({ outcome: "pass" });
    expect(judge({ tokens, moments: 2, moved: 1 })).toMatchObject({ reason: "time-not-moved" });
  });
  it("is unclear for a sealed token that is in no row, though something else was written", () => {
    expect(judge({ tokens: [{ length: 180, isHeld: false }], moments: 1, moved: 1 })).toMatchObject({
      outcome: "not-established",
    });
  });
  it("is unclear when a moment in the row could not be moved", () => {
    expect(judge({ moments: 2, moved: 1 })).toMatchObject({ outcome: "not-established", reason: "time-not-moved" });
    expect(judge({})).toMatchObject({ outcome: "not-established" });
  });
});

describe("a token in a form of the app's own", () => {
  const now = Date.UTC(2026, 10, 24);
  const hour = 3_600_000;
  const seal = (text: string, form: "hex" | "base64url" | "base64" = "base64url", algorithm = "sha256") =>
    createHmac(algorithm, "k").update(text).digest(form);
  const encoded = (text: string) => Buffer.from(text).toString("base64url");
  const said = (seconds: number) => `{"sub":"7","exp":${String(seconds)}}`;
  const [end, earlier] = [now / 1000 + 3600, now / 1000];

  it("is sealed again with its moments moved, whatever was sealed and how", () => {
    const body = encoded(said(end));
    const moved = encoded(said(earlier));
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    expect(readSealedToken(`${body}.${seal(body)}`, "k", now)?.movedBack(hour)).toBe(`${moved}.${seal(moved)}`);
    expect(readSealedToken(`${body}.${seal(said(end), "hex")}`, "k", now)?.movedBack(hour)).toBe(
      `${moved}.${seal(said(earlier), "hex")}`,
    );
    expect(
      readSealedToken(`${base64(said(end))}:${seal(said(end), "base64", "sha512")}`, "k", now)?.movedBack(hour),
    ).toBe(`${base64(said(earlier))}:${seal(said(earlier), "base64", "sha512")}`);
    const plain = `7.${String(now + hour)}`;
    expect(readSealedToken(`${plain}.${seal(plain, "hex", "sha1")}`, "k", now)?.movedBack(hour)).toBe(
      `7.${String(now)}.${seal(`7.${String(now)}`, "hex", "sha1")}`,
    );
  });

  it("is not read where another key sealed it, or it holds no moment", () => {
    const body = encoded(said(end));
    expect(readSealedToken(`${body}.${seal(body)}`, "another", now)).toBeUndefined();
    expect(readSealedToken(`abcdef.${seal("abcdef")}`, "k", now)).toBeUndefined();
    expect(readSealedToken("q3XcTq8mJfYw0a2b", "k", now)).toBeUndefined();
  });

  it("keeps its seal where only its moments are moved", () => {
    const body = encoded(said(earlier));
    expect(withMomentsMoved(`${body}.${seal(body)}`, -hour, now)).toBe(`${encoded(said(end))}.${seal(body)}`);
    expect(withMomentsMoved("q3XcTq8mJfYw0a2b", hour, now)).toBeUndefined();
  });
});
