import { describe, expect, it } from "vitest";
import resetEnds from "../../../../../challenges/login-system/checks/reset-ends-log-ins.ts";
import afterLogOut from "../../../../../challenges/login-system/checks/token-after-log-out.ts";
import afterPasswordChange from "../../../../../challenges/login-system/checks/token-after-password-change.ts";
import { lifetimeOf, type EndedKeyTries, type KeyLifetime } from "../../../../../challenges/login-system/ended-key.ts";
import { signJsonWebToken } from "../../../../../challenges/login-system/json-web-token.ts";
import { attempt, opening, refusal } from "../secure-1/written-evidence.ts";

const email = "ada@b.example";
const person = { email };
const elsewhere = { byBrief: false };
const shows = (outputs: object = {}) => attempt({ operation: "whoAmI", outputs: { email, ...outputs } });
const gone = attempt({ operation: "whoAmI", status: 401 });
const done = attempt({ status: 204 });
const logIn = attempt({ token: "t" });
const lasting: KeyLifetime = { isRenewable: false };

/** A key that opens nothing more, tried for everything. */
const tries = (over: Partial<EndedKeyTries> = {}): EndedKeyTries => ({
  read: gone,
  update: gone,
  change: gone,
  deletion: gone,
  word: "kirofa",
  owner: opening(email),
  ...over,
});
const ownerSeesTheWord = { logIn, whoAmI: shows({ bio: "kirofa" }) };
const renewed = { attempt: logIn, whoAmI: shows() };

/** Each way in which an ended key can still work, and how it is told. */
const ways: readonly (readonly [string, Partial<EndedKeyTries>])[] = [
  ["read", { read: shows() }],
  ["update", { update: done, owner: ownerSeesTheWord }],
  ["both", { read: shows(), update: done, owner: ownerSeesTheWord }],
  ["renewal", { renewal: renewed }],
  ["change", { change: done, byNew: opening(email) }],
  ["deletion", { deletion: done, afterDeletion: refusal() }],
];

describe("a key after log-out", () => {
  const evidence = { person, logIn, before: shows(), logOut: done, ended: tries(), lifetime: lasting };

  it("passes when nothing that it was tried for was done", () => {
    expect(afterLogOut.judge(evidence)).toMatchObject({ outcome: "pass", facts: { tried: 4 } });
  });

  it("passes when all was called done and nothing was", () => {
    const ended = tries({
      ...{ update: done, change: done, byNew: refusal(), deletion: done, afterDeletion: opening(email) },
      renewal: { attempt: logIn, whoAmI: gone },
    });
    expect(afterLogOut.judge({ ...evidence, ended })).toMatchObject({ outcome: "pass", facts: { tried: 5 } });
  });

  it.each(ways)("fails when it still works: %s", (did, over) => {
    const judgement = afterLogOut.judge({ ...evidence, ended: tries(over) });
    expect(judgement).toMatchObject({ outcome: "fail", facts: { did, elsewhere: false } });
    expect(judgement).not.toHaveProperty("severity");
  });

  it("does not say that it deleted an account whose owner met a limit, or never got in", () => {
    const limited = tries({ deletion: done, afterDeletion: refusal(429) });
    expect(afterLogOut.judge({ ...evidence, ended: limited })).toMatchObject({ outcome: "pass" });
    const never = tries({ owner: refusal(), deletion: done, afterDeletion: refusal() });
    expect(afterLogOut.judge({ ...evidence, ended: never })).toMatchObject({ outcome: "pass" });
  });

  it("is unclear when log-out was refused, or the key never worked", () => {
    const refused = attempt({ operation: "logOut", status: 500 });
    expect(afterLogOut.judge({ ...evidence, logOut: refused, ended: tries({ read: shows() }) })).toMatchObject({
      outcome: "not-established",
      reason: "no-log-out",
    });
    expect(afterLogOut.judge({ ...evidence, before: gone })).toMatchObject({
      outcome: "not-established",
      reason: "no-log-in",
    });
    expect(afterLogOut.judge({ person, logIn })).toMatchObject({ outcome: "not-established" });
  });

  describe("where no brief asks for it", () => {
    const judge = (over: Partial<EndedKeyTries>, lifetime: KeyLifetime) =>
      afterLogOut.judge({ ...evidence, ended: tries(over), lifetime }, elsewhere);

    it("is a minor thing when it lives on without an end", () => {
      expect(judge({ read: shows() }, lasting)).toMatchObject({
        outcome: "fail",
        severity: "minor",
        facts: { elsewhere: true },
      });
      expect(judge({ read: shows() }, { minutes: 600, isRenewable: false })).toMatchObject({ outcome: "fail" });
    });

    it("need not end when it ends by itself within an hour, or when another key is what the log-out ends", () => {
      expect(judge({ read: shows() }, { minutes: 15, isRenewable: false })).toMatchObject({
        outcome: "not-applicable",
        facts: { minutes: 15 },
      });
      expect(judge({ read: shows() }, { isRenewable: true })).toMatchObject({
        outcome: "not-applicable",
        facts: { minutes: -1 },
      });
    });

    it("has not ended when its holder gets another one", () => {
      expect(judge({ read: shows(), renewal: renewed }, { minutes: 15, isRenewable: true })).toMatchObject({
        outcome: "fail",
        severity: "minor",
      });
    });
  });
});

describe("another device's key after a password change", () => {
  const evidence = { person, logIn, before: shows(), change: done, ended: tries(), lifetime: lasting };

  it("passes when nothing that it was tried for was done", () => {
    expect(afterPasswordChange.judge(evidence)).toMatchObject({ outcome: "pass" });
  });

  it.each(ways)("fails when it still works: %s", (did, over) => {
    expect(afterPasswordChange.judge({ ...evidence, ended: tries(over) })).toMatchObject({
      outcome: "fail",
      facts: { did },
    });
  });

  it("is unclear when the password was not changed, or the owner is limited", () => {
    for (const owner of [refusal(), refusal(429)]) {
      const ended = tries({ read: shows(), owner });
      expect(afterPasswordChange.judge({ ...evidence, ended })).toMatchObject({
        outcome: "not-established",
        reason: "no-change",
      });
    }
  });

  it("where no brief asks for it, may live on for minutes, but not be renewed", () => {
    const judge = (over: Partial<EndedKeyTries>, lifetime: KeyLifetime) =>
      afterPasswordChange.judge({ ...evidence, ended: tries({ read: shows(), ...over }), lifetime }, elsewhere);
    expect(judge({}, lasting)).toMatchObject({ outcome: "fail", severity: "minor" });
    expect(judge({}, { minutes: 1_440, isRenewable: true })).toMatchObject({ outcome: "fail", severity: "minor" });
    expect(judge({}, { minutes: 15, isRenewable: true })).toMatchObject({
      outcome: "not-applicable",
      facts: { minutes: 15, renewable: true },
    });
    const refused = { attempt: attempt({ status: 403 }) };
    expect(judge({ renewal: refused }, { minutes: 15, isRenewable: true })).toMatchObject({
      outcome: "not-applicable",
      facts: { renewable: false },
    });
    expect(judge({ renewal: renewed }, { minutes: 15, isRenewable: true })).toMatchObject({
      outcome: "fail",
      severity: "minor",
    });
  });
});

describe("log-ins after a reset", () => {
  const device = (over: Partial<EndedKeyTries> = {}, lifetime = lasting) => ({ lifetime, tries: tries(over) });
  const evidence = {
    email,
    logIns: [logIn, logIn],
    before: [shows(), shows()],
    asked: done,
    reset: done,
    ended: [device(), device()],
  };

  it("pass when both have ended", () => {
    expect(resetEnds.judge(evidence)).toMatchObject({ outcome: "pass" });
  });

  it.each(ways)("fail when one still works: %s", (_did, over) => {
    expect(resetEnds.judge({ ...evidence, ended: [device(), device(over)] })).toMatchObject({
      outcome: "fail",
      facts: { count: 1 },
    });
  });

  it("are unclear when no mail came, or the reset did not work", () => {
    expect(resetEnds.judge({ email, logIns: [logIn, logIn], before: [shows(), shows()], asked: done })).toMatchObject({
      reason: "no-mail",
    });
    const ended = [device({ read: shows(), owner: refusal() }), device({ read: shows(), owner: refusal() })];
    expect(resetEnds.judge({ ...evidence, ended })).toMatchObject({ reason: "no-reset" });
  });

  it("where no brief asks for it, may live on for minutes", () => {
    const short = device({ read: shows() }, { minutes: 10, isRenewable: false });
    expect(resetEnds.judge({ ...evidence, ended: [short, short] }, elsewhere)).toMatchObject({
      outcome: "not-applicable",
      facts: { minutes: 10 },
    });
    expect(resetEnds.judge({ ...evidence, ended: [short, device({ read: shows() })] }, elsewhere)).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { count: 2 },
    });
  });
});

describe("how long a key lives", () => {
  const now = Date.UTC(2026, 10, 24);
  const signed = (claims: object) => signJsonWebToken({ alg: "HS256" }, { ...claims }, "k");

  it("is in its own claims, and nowhere else", () => {
    const token = signed({ exp: now / 1_000 + 900 });
    expect(lifetimeOf({ kind: "bearer", token }, now)).toEqual({ minutes: 15, isRenewable: false });
    expect(lifetimeOf({ kind: "bearer", token: signed({ sub: "7" }) }, now)).toEqual({ isRenewable: false });
    expect(lifetimeOf({ kind: "bearer", token: "q3XcTq8mJfYw0a2b" }, now)).toEqual({ isRenewable: false });
  });

  it("can be made longer where something came with it", () => {
    const credential = { kind: "bearer", token: "t", more: { refreshToken: "r" } } as const;
    expect(lifetimeOf(credential, now)).toEqual({ isRenewable: true });
  });
});
