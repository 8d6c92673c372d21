import { describe, expect, it } from "vitest";
import expiry from "../../../../../challenges/login-system/checks/reset-token-expiry.ts";
import logInExpiry from "../../../../../challenges/login-system/checks/log-in-expiry.ts";
import { readDjangoResetToken } from "../../../../../challenges/login-system/django-reset-token.ts";
import { momentsInToken } from "../../../../../challenges/login-system/moments.ts";
import { holdNewHash } from "../../../../../challenges/login-system/stored-texts.ts";
import { carriesItsTime } from "../../../../../challenges/login-system/timed-token.ts";
import { attempt, opening, refusal } from "../secure-1/written-evidence.ts";

const email = "ada@b.example";
const noon = Date.UTC(2026, 11, 1, 12);
const minute = 60_000;

/** Made by Django 5.2 at noon for account 7, before and after a log-in. */
const secret = "a-secret-of-43-characters";
const byDjango = { new: "diwpc0-96fca1ec2c39bcad55bd652160c2be51", used: "diwpc0-94774d6777876be5dd93bc5f50fd3d10" };
const account = {
  id: 7,
  email,
  password: "pbkdf2_sha256$1000000$salt$bm90IGEgcmVhbCBoYXNo",
  last_login: null as string | null,
};
const rowsWith = (row: Readonly<Record<string, unknown>>) => [{ table: "auth_user", id: "1", row }];

describe("Django's reset token", () => {
  it("is read by its recipe, and made older", () => {
    const sealed = readDjangoResetToken(byDjango.new, secret, { email, rows: rowsWith(account) });
    expect(sealed?.movedBack(0)).toBe(byDjango.new);
    expect(sealed?.movedBack(70 * minute)).toMatch(/^diwm3c-[0-9a-f]{32}$/);
  });
  it("is read after a log-in, too", () => {
    const row = { ...account, last_login: "2026-11-30T08:30:05.123Z" };
    expect(readDjangoResetToken(byDjango.used, secret, { email, rows: rowsWith(row) })).toBeDefined();
  });
  it("is not read with another secret, of another account, or in another form", () => {
    const rows = rowsWith(account);
    expect(readDjangoResetToken(byDjango.new, "another", { email, rows })).toBeUndefined();
    expect(
      readDjangoResetToken(byDjango.new, secret, { email, rows: rowsWith({ ...account, id: 8 }) }),
    ).toBeUndefined();
    expect(readDjangoResetToken("f".repeat(39), secret, { email, rows })).toBeUndefined();
  });
});

describe("a token that carries its time", () => {
  it.each([
    ["Django's reset token", byDjango.new],
    ["Django's signed value", "7:1xYMWe:rT4h5glgHg8WxSx7AHmQrR9toEETN-CD5SkEDbbeU5s"],
    ["itsdangerous'", "Nw.aw62wA.HHDSTXlpUeYppfgIB_HXQOWCYj8"],
    ["hexadecimal seconds", `${(noon / 1000).toString(16)}.${"0123456789abcdef".repeat(2)}`],
  ])("is known: %s", (_form, token) => {
    expect(carriesItsTime(token, noon)).toBe(true);
    expect(carriesItsTime(token, noon - 30 * 24 * 60 * minute)).toBe(false);
  });
  it.each(["f3b1c9d4e5a60718", "abcdef-0123456789abcdef0123", "482913", "mF_3kQ9xZ-81"])(
    "is not seen in what is random: %s",
    (token) => {
      expect(carriesItsTime(token, noon)).toBe(false);
    },
  );
  it("shows its end where Rails writes it", () => {
    const body = Buffer.from(JSON.stringify({ _rails: { exp: "2026-12-01T13:00:00.000Z" } })).toString("base64url");
    expect(momentsInToken(`${body}--0f0e0d0c0b0a0908`, noon)).toEqual([noon + 60 * minute]);
  });
});

describe("the time of a reset link", () => {
  const asked = attempt({ operation: "forgotPassword", status: 202 });
  const reset = attempt({ operation: "resetPassword", status: 204 });
  const works = { moved: 1, reset, opening: opening(email) };
  const facts = { length: 39, isHeld: false, carriesItsTime: true, ends: [], moments: 1 };
  const other = "grace@b.example";
  const older = { ...works, email: other, opening: opening(other) };

  it("is not called endless because something else in the rows grew older", () => {
    expect(expiry.judge({ email, asked, now: noon, facts, aged: works, older })).toMatchObject({
      outcome: "not-established",
      reason: "time-in-token",
    });
    const unknown = { ...facts, carriesItsTime: false };
    expect(expiry.judge({ email, asked, now: noon, facts: unknown, aged: works, older })).toMatchObject({
      outcome: "not-established",
      reason: "time-not-moved",
    });
    const code = { ...unknown, length: 6 };
    expect(expiry.judge({ email, asked, now: noon, facts: code, aged: works, older })).toMatchObject({
      outcome: "not-established",
    });
  });
  it("is judged by a token that we made older, where one of ours is taken", () => {
    const no = { reset: attempt({ operation: "resetPassword", status: 400 }), opening: refusal() };
    const control = { reset, opening: opening(email) };
    const judged = (sealed: Parameters<typeof expiry.judge>[0]["sealed"] & object) =>
      expiry.judge({ email, asked, now: noon, facts, sealed });
    expect(judged({ late: no, control })).toMatchObject({ outcome: "pass", facts: { how: "sealed" } });
    expect(judged({ late: no, control: no })).toMatchObject({ outcome: "not-established", reason: "time-in-token" });
    expect(judged({ late: control, older: no })).toMatchObject({ outcome: "fail", severity: "minor" });
    expect(judged({ late: control, older: control })).toMatchObject({ outcome: "fail", facts: { how: "never" } });
  });
  it("is held by a row where a slow hash is new in it", () => {
    const hash = "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
    const password = rowsWith({ password: hash });
    expect(holdNewHash(password, password)).toBe(false);
    expect(holdNewHash(rowsWith({ token: hash.replace("N9q", "M9q") }), password)).toBe(true);
  });
});

describe("the time of a log-in", () => {
  it("is not called endless where no row holds its token, however short it is", () => {
    const logIn = attempt({ operation: "logIn", token: "t" });
    const seen = opening(email).whoAmI;
    const evidence = { person: { email }, logIn, now: noon, control: seen, moments: 1, moved: 1, aged: seen };
    const judged = (isHeld: boolean) =>
      logInExpiry.judge({ ...evidence, tokens: [{ length: 39, isHeld }], cookieLifetimes: [] });
    expect(judged(false)).toMatchObject({ outcome: "not-established" });
    expect(judged(true)).toMatchObject({ outcome: "fail" });
  });
});
