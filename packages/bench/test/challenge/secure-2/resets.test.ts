import { createHash, randomBytes } from "node:crypto";
import type { RowRef } from "@assay/bench";
import { describe, expect, it } from "vitest";
import codeGuessing from "../../../../../challenges/login-system/checks/reset-code-guessing.ts";
import expiry from "../../../../../challenges/login-system/checks/reset-token-expiry.ts";
import lookalikes from "../../../../../challenges/login-system/checks/lookalike-emails.ts";
import linkHost from "../../../../../challenges/login-system/checks/reset-link-host.ts";
import owner from "../../../../../challenges/login-system/checks/reset-token-owner.ts";
import replaced from "../../../../../challenges/login-system/checks/reset-token-replaced.ts";
import singleUse from "../../../../../challenges/login-system/checks/reset-token-single-use.ts";
import { signJsonWebToken } from "../../../../../challenges/login-system/json-web-token.ts";
import { momentsIn, momentsInToken } from "../../../../../challenges/login-system/moments.ts";
import { areHeldBy } from "../../../../../challenges/login-system/stored-texts.ts";
import { attempt, opening, refusal } from "../secure-1/written-evidence.ts";

const email = "ada@b.example";
const asked = attempt({ operation: "forgotPassword", status: 202 });
const done = attempt({ operation: "resetPassword", status: 204 });
const no = attempt({ operation: "resetPassword", status: 400 });

describe("a reset link used twice", () => {
  const used = { first: done, withFirst: opening(email), second: no, withSecond: refusal() };

  it("passes when it did nothing the second time, whatever was said", () => {
    expect(singleUse.judge({ email, asked, used })).toMatchObject({ outcome: "pass" });
    expect(singleUse.judge({ email, asked, used: { ...used, second: done } })).toMatchObject({ outcome: "pass" });
  });
  it("fails when the second password opens the account", () => {
    expect(singleUse.judge({ email, asked, used: { ...used, withSecond: opening(email) } })).toMatchObject({
      outcome: "fail",
    });
  });
  it("is unclear when a limit stopped the last log-in, the first use failed, or no mail came", () => {
    expect(singleUse.judge({ email, asked, used: { ...used, withSecond: refusal(429) } })).toMatchObject({
      reason: "unclear",
    });
    expect(singleUse.judge({ email, asked, used: { ...used, withFirst: refusal() } })).toMatchObject({
      reason: "no-reset",
    });
    expect(singleUse.judge({ email, asked })).toMatchObject({ outcome: "not-established", reason: "no-mail" });
  });
});

describe("an address that differs by an accent", () => {
  const seen = {
    ...{ email, couldLogIn: true, hasMail: true, asked: [asked, asked], resets: [] },
    signUps: [{ signUp: attempt({ operation: "signUp", status: 409 }) }],
  };
  const to = ["adá@b.example"];

  it("passes when it is refused, taken, or another account", () => {
    expect(lookalikes.judge(seen)).toMatchObject({ outcome: "pass", facts: { tried: 3 } });
    const signUps = [{ signUp: attempt({ operation: "signUp", status: 201 }), opening: refusal() }];
    expect(lookalikes.judge({ ...seen, signUps })).toMatchObject({ outcome: "pass" });
  });
  it("passes when a link that was mailed to it opens no other account", () => {
    expect(lookalikes.judge({ ...seen, resets: [{ to, reset: no }] })).toMatchObject({ outcome: "pass" });
    expect(lookalikes.judge({ ...seen, resets: [{ to, reset: done, opening: refusal() }] })).toMatchObject({
      outcome: "pass",
    });
  });
  it("fails when it opens the customer's account by mail or by a sign-up", () => {
    const resets = [{ to, reset: done, opening: opening(email) }];
    expect(lookalikes.judge({ ...seen, resets })).toMatchObject({ outcome: "fail", facts: { how: "mail" } });
    const signUps = [{ signUp: attempt({ operation: "signUp", status: 201 }), opening: opening(email) }];
    expect(lookalikes.judge({ ...seen, signUps })).toMatchObject({ outcome: "fail", facts: { how: "signUp" } });
  });
  it("is unclear without any mail, or a customer who is in", () => {
    expect(lookalikes.judge({ ...seen, hasMail: false })).toMatchObject({ reason: "no-mail" });
    expect(lookalikes.judge({ ...seen, couldLogIn: false })).toMatchObject({ reason: "no-log-in" });
  });
});

describe("an older reset link", () => {
  const older = { asked, token: "one" };
  const newer = { asked, token: "two" };

  it("passes when it does nothing", () => {
    expect(replaced.judge({ email, older, newer, used: { reset: no, opening: refusal() } })).toMatchObject({
      outcome: "pass",
    });
  });
  it("passes when the second mail held the same one", () => {
    expect(replaced.judge({ email, older, newer: older })).toMatchObject({ outcome: "pass", facts: { same: "yes" } });
  });
  it("fails when it opens the account, as a minor fault", () => {
    expect(replaced.judge({ email, older, newer, used: { reset: done, opening: opening(email) } })).toMatchObject({
      outcome: "fail",
    });
    expect(replaced.severity).toBe("minor");
  });
  it("is unclear when no second mail came, as where mails are limited", () => {
    expect(replaced.judge({ email, older, newer: { asked: attempt({ status: 429 }) } })).toMatchObject({
      reason: "no-second-mail",
    });
    expect(replaced.judge({ email, older: { asked } })).toMatchObject({ reason: "no-mail" });
  });
});

describe("a stranger's reset link", () => {
  const evidence = {
    email,
    couldLogIn: true,
    asked,
    hasToken: true,
    tries: [{ how: "other", reset: no }],
    own: opening(email),
  };

  it("passes when the owner's own password still opens the account", () => {
    expect(owner.judge(evidence)).toMatchObject({ outcome: "pass" });
    const tries = [{ how: "other", reset: done, opening: refusal() }];
    expect(owner.judge({ ...evidence, tries })).toMatchObject({ outcome: "pass" });
  });
  it("fails when its password opens the account", () => {
    const tries = [{ how: "missing", reset: done, opening: opening(email) }];
    expect(owner.judge({ ...evidence, tries, own: refusal() })).toMatchObject({
      outcome: "fail",
      facts: { how: "missing" },
    });
  });
  it("is unclear when nothing opens the account", () => {
    expect(owner.judge({ ...evidence, own: refusal() })).toMatchObject({
      outcome: "not-established",
      reason: "unclear",
    });
    expect(owner.judge({ ...evidence, own: refusal(429) })).toMatchObject({ outcome: "not-established" });
    expect(owner.judge({ ...evidence, hasToken: false })).toMatchObject({
      outcome: "not-established",
      reason: "no-mail",
    });
  });
});

describe("an old reset link", () => {
  const now = Date.UTC(2026, 10, 24);
  const minute = 60_000;
  const facts = { carriesItsTime: false, length: 43, isHeld: true, ends: [] as number[], moments: 1 };
  const aged = { moved: 1, reset: no, opening: refusal() };

  it("passes when it did nothing after 70 minutes, also when it was struck off by status 204", () => {
    expect(expiry.judge({ email, asked, now, facts, aged })).toMatchObject({ outcome: "pass", facts: { how: "row" } });
    expect(expiry.judge({ email, asked, now, facts, aged: { ...aged, reset: done } })).toMatchObject({
      outcome: "pass",
    });
  });
  const late = { ...aged, reset: done, opening: opening(email) };
  const other = "grace@b.example";
  it("fails when it opens the account after 70 minutes: minor where it ends later", () => {
    for (const older of [{ email: other, ...aged }, undefined]) {
      const evidence = { email, asked, now, facts, aged: late, ...(older === undefined ? {} : { older }) };
      expect(expiry.judge(evidence)).toMatchObject({ outcome: "fail", facts: { how: "late" }, severity: "minor" });
    }
  });
  it("fails when it opens the account after 25 hours too", () => {
    const older = { ...late, email: other, opening: opening(other) };
    const judged = expiry.judge({ email, asked, now, facts, aged: late, older });
    expect(judged).toMatchObject({ outcome: "fail", facts: { how: "never" } });
    expect(judged).not.toHaveProperty("severity");
  });
  it("is judged by the end that it carries", () => {
    const ends = (minutes: number) => ({ ...facts, isHeld: false, length: 180, ends: [now + minutes * minute] });
    const open = { ...aged, moved: 0, opening: opening(email) };
    expect(expiry.judge({ email, asked, now, facts: ends(60), aged: open })).toMatchObject({
      outcome: "pass",
      facts: { minutes: 60 },
    });
    expect(expiry.judge({ email, asked, now, facts: ends(15), aged: open })).toMatchObject({ outcome: "pass" });
    expect(expiry.judge({ email, asked, now, facts: ends(1_440), aged: open })).toMatchObject({
      outcome: "fail",
      severity: "minor",
    });
  });
  it("fails when we sign one that is over, and it works", () => {
    const resigned = { oldReset: no, withOld: refusal(), sameReset: done, withSame: opening(email) };
    const signed = { ...facts, ends: [now + 60 * minute] };
    expect(expiry.judge({ email, asked, now, facts: signed, resigned })).toMatchObject({ outcome: "pass" });
    const ignored = { ...resigned, withOld: opening(email) };
    expect(expiry.judge({ email, asked, now, facts: signed, resigned: ignored })).toMatchObject({
      outcome: "fail",
      facts: { how: "ignored" },
    });
  });
  it("is unclear when its time is kept where we could not move it", () => {
    const open = { ...aged, opening: opening(email) };
    expect(expiry.judge({ email, asked, now, facts, aged: { ...open, moved: 0 } })).toMatchObject({
      reason: "time-not-moved",
    });
    expect(expiry.judge({ email, asked, now, facts: { ...facts, moments: 2 }, aged: open })).toMatchObject({
      reason: "time-not-moved",
    });
    const sealed = { ...facts, isHeld: false, length: 180 };
    expect(expiry.judge({ email, asked, now, facts: sealed, aged: open })).toMatchObject({ reason: "time-not-moved" });
  });
});

describe("moments and tokens", () => {
  const now = Date.UTC(2026, 10, 24);

  it("are found in rows as times, seconds, milliseconds and inside JSON, and amounts are none", () => {
    expect(
      momentsIn(["2026-11-24 01:00:00+00", now + 5, Math.floor(now / 1000), `{"at":${String(now)}}`], now),
    ).toHaveLength(4);
    expect(momentsIn([5, "42", "1234567890123456789", null, true, "2026"], now)).toEqual([]);
  });
  it("are found in tokens where they stand alone, never inside random text", () => {
    expect(momentsInToken(`7.${String(now)}.${randomBytes(32).toString("hex")}`, now)).toEqual([now]);
    expect(momentsInToken(signJsonWebToken({ alg: "HS256" }, { exp: now / 1000 + 3600 }, "k"), now)).toEqual([
      now + 3_600_000,
    ]);
    for (let count = 0; count < 200; count++) expect(momentsInToken(randomBytes(32).toString("hex"), now)).toEqual([]);
  });
  it("belong together when a row holds the token, a digest of it or an id inside it", () => {
    const token = randomBytes(32).toString("base64url");
    const row = (value: unknown): readonly RowRef[] => [{ table: "t", id: "(0,1)", row: { value } }];
    const digest = (name: string) => createHash(name).update(token).digest();
    const held = [
      token,
      digest("sha256").toString("hex"),
      `\\x${digest("sha1").toString("hex")}`,
      digest("sha512").toString("base64"),
      digest("sha256").toJSON(),
    ];
    for (const value of held) expect(areHeldBy(row(value), token)).toBe(true);
    expect(areHeldBy(row(randomBytes(32).toString("hex")), token)).toBe(false);
    const jti = "2c1f7a5e-0f2b-4b57-9d53-3f2f4a3b9a10";
    expect(areHeldBy(row(jti), signJsonWebToken({ alg: "HS256" }, { jti }, "k"))).toBe(true);
  });
});

describe("wrong tries at a code", () => {
  const answers = (statuses: readonly number[], ms = 5) => statuses.map((status) => ({ status, ms }));
  const fifty = Array<number>(50).fill(400);
  const judge = (token: string, guessed?: object) =>
    codeGuessing.judge({
      email,
      asked,
      token,
      ...(guessed === undefined
        ? {}
        : { guessed: { answers: answers(fifty), shown: [], right: done, opening: opening(email), ...guessed } }),
    });

  it("do not matter for a long token", () => {
    expect(judge(randomBytes(32).toString("hex"))).toMatchObject({ outcome: "not-applicable" });
  });
  it("fail when fifty changed nothing: serious for six digits, minor for ten letters and digits", () => {
    expect(judge("123456", {})).toMatchObject({ outcome: "fail" });
    expect(judge("123456", {})).not.toHaveProperty("severity");
    expect(judge("AB3DE6GH9K", {})).toMatchObject({ outcome: "fail", severity: "minor" });
  });
  it("pass when some were turned away, all got slow, or the code was struck off", () => {
    expect(judge("123456", { answers: answers([...fifty.slice(1), 429]) })).toMatchObject({
      outcome: "pass",
      facts: { how: "limited" },
    });
    expect(judge("123456", { answers: answers(fifty, 2_500) })).toMatchObject({
      outcome: "pass",
      facts: { how: "slow" },
    });
    expect(judge("123456", { right: no, opening: refusal() })).toMatchObject({
      outcome: "pass",
      facts: { how: "spent" },
    });
  });
  it("are unclear when the last log-in was not answered clearly", () => {
    expect(judge("123456", { opening: refusal(503) })).toMatchObject({ outcome: "not-established" });
  });
});

describe("where a reset link leads", () => {
  const judge = (...tries: { mail?: string; asked?: ReturnType<typeof attempt> }[]) =>
    linkHost.judge({ tries: tries.map((one) => ({ what: "Host", host: "evilo.example", asked, ...one })) });

  it("passes when it leads home, or the request was refused", () => {
    const mail = "https://shop.example/reset?token=1";
    for (const status of [400, 403, 421]) {
      expect(judge({ mail }, { asked: attempt({ status }) })).toMatchObject({ outcome: "pass" });
    }
  });
  it("fails when the mail names the stranger's site, in any case", () => {
    expect(judge({ mail: "https://EVILO.example/reset?token=1" })).toMatchObject({ outcome: "fail" });
  });
  it("is unclear when no mail came though the request was accepted", () => {
    expect(judge({})).toMatchObject({ outcome: "not-established", reason: "no-mail" });
  });
});
