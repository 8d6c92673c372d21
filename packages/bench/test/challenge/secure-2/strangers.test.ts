import type { CookieFact } from "@assay/bench";
import { describe, expect, it } from "vitest";
import cookieFlags from "../../../../../challenges/login-system/checks/cookie-flags.ts";
import crossSite from "../../../../../challenges/login-system/checks/cross-site-request.ts";
import extraFields from "../../../../../challenges/login-system/checks/extra-fields.ts";
import fixation from "../../../../../challenges/login-system/checks/session-fixation.ts";
import slowPattern from "../../../../../challenges/login-system/checks/slow-email-pattern.ts";
import strangers from "../../../../../challenges/login-system/checks/strangers-profile.ts";
import { cookiesSent, isAllowedBy, isSimple, otherSite } from "../../../../../challenges/login-system/cross-site.ts";
import { takenOver } from "../../../../../challenges/login-system/taken-over.ts";
import { attempt, exchange, opening, refusal } from "../secure-1/written-evidence.ts";

const email = "bob@b.example";
const logIn = attempt({ token: "t" });
const shows = (outputs: object = {}) => attempt({ operation: "whoAmI", outputs: { email, ...outputs } });
const cookie = (rest: Partial<CookieFact> = {}): CookieFact => ({
  name: "sid",
  value: "v",
  line: "sid=v",
  httpOnly: true,
  secure: true,
  ...rest,
});

describe("a request that names another person", () => {
  const evidence = {
    email,
    logIns: [logIn, logIn],
    tries: [{ what: "in the address", aim: "read" as const, exchange: exchange({ body: { email: "ada@b.example" } }) }],
    before: shows(),
    after: shows({ name: "Bob" }),
    own: opening(email),
  };
  const withTry = (one: object) => ({
    ...evidence,
    tries: [{ what: "in the body", aim: "profile" as const, canary: "kirofa", exchange: exchange(), ...one }],
  });

  it("passes when it shows the asker, or is refused", () => {
    expect(strangers.judge(evidence)).toMatchObject({ outcome: "pass" });
    expect(strangers.judge(withTry({ exchange: exchange({ status: 400 }) }))).toMatchObject({ outcome: "pass" });
  });
  it("passes when a public page shows another's name, without the email", () => {
    expect(
      strangers.judge(withTry({ aim: "read", exchange: exchange({ body: { id: 8, name: "Bob" } }) })),
    ).toMatchObject({ outcome: "pass" });
  });
  it("passes when an error repeats what was sent", () => {
    const echo = exchange({ status: 400, body: { error: { message: email } } });
    expect(strangers.judge(withTry({ aim: "read", exchange: echo }))).toMatchObject({ outcome: "pass" });
  });
  it("fails when it shows the other's email, wherever in the reply", () => {
    const leak = exchange({ body: { users: [{ email: "BOB@b.example " }] } });
    expect(strangers.judge(withTry({ aim: "read", exchange: leak }))).toMatchObject({
      outcome: "fail",
      facts: { did: "read" },
    });
  });
  it("fails when the other sees the asker's word in their profile", () => {
    expect(strangers.judge({ ...withTry({}), after: shows({ bio: "kirofa" }), own: refusal(429) })).toMatchObject({
      outcome: "fail",
      facts: { did: "profile" },
    });
  });
  it("fails when the other's password no longer opens the account, and one of the requests said that it was done", () => {
    expect(strangers.judge({ ...withTry({ aim: "password" }), own: refusal() })).toMatchObject({
      outcome: "fail",
      facts: { did: "password" },
    });
    expect(strangers.judge({ ...withTry({ aim: "deletion" }), own: refusal() })).toMatchObject({
      outcome: "fail",
      facts: { did: "deletion" },
    });
  });
  it("is unclear when a limit keeps the owner out", () => {
    expect(strangers.judge({ ...withTry({ aim: "password" }), own: refusal(429) })).toMatchObject({
      outcome: "not-established",
      reason: "unclear",
    });
  });
});

describe("an extra field", () => {
  const place = (row: object) => ({ table: "users", column: "email", row: { email, ...row } });
  const judge = (row: object, profile: object = {}, fields: object = { role: "admin", isAdmin: true }) =>
    extraFields.judge({
      before: { places: [place({ role: "customer", is_admin: false, active: true })], profile: { email } },
      tries: [
        {
          operation: "signUp",
          fields: { ...fields },
          exchange: exchange(),
          places: [place(row)],
          profile: { email, ...profile },
        },
      ],
    });

  it("passes when it was ignored, or the request refused", () => {
    expect(judge({ role: "customer", is_admin: false })).toMatchObject({ outcome: "pass" });
  });
  it("passes when everybody has that value", () => {
    expect(judge({ active: true }, {}, { active: true })).toMatchObject({ outcome: "pass" });
  });
  it("fails when the row or the reply holds what was sent", () => {
    expect(judge({ role: "admin" })).toMatchObject({ outcome: "fail", facts: { field: "role" } });
    expect(judge({ is_admin: true })).toMatchObject({ outcome: "fail", facts: { field: "isAdmin" } });
    expect(judge({}, { isAdmin: true })).toMatchObject({ outcome: "fail" });
  });
  it("is compared by its value: numbers, moments, lists and JSON inside a row", () => {
    expect(takenOver({ id: 7 }, [{ id: "7" }], [{ id: "1" }])).toBe("id");
    expect(takenOver({ createdAt: "2011-02-03T04:05:06.000Z" }, [{ created_at: "2011-02-03 04:05:06+00" }], [])).toBe(
      "createdAt",
    );
    expect(takenOver({ roles: ["admin"] }, [{ roles: "{admin}" }], [])).toBe("roles");
    expect(takenOver({ role: "admin" }, [{ data: '{"role":"admin"}' }], [])).toBe("role");
    expect(takenOver({ roles: ["admin"] }, [{ roles: ["ROLE_ADMIN"] }], [{ roles: ["ROLE_USER"] }])).toBe("roles");
    expect(takenOver({ roles: ["admin"] }, [{ roles: ["ROLE_USER"] }], [{ roles: ["ROLE_USER"] }])).toBeUndefined();
    expect(takenOver({ isAdmin: true }, [{ is_admin: null, administrator: true }], [])).toBeUndefined();
  });
  it("says nothing of a field that made the app break when it was sent alone", () => {
    const before = { places: [place({ role: "customer" })] };
    const sent = (fields: object, status: number) => ({
      operation: "signUp",
      fields: { ...fields },
      exchange: exchange({ status }),
      places: [],
    });
    const bundle = sent({ role: "admin", roles: ["admin"] }, 500);
    const apart = [sent({ role: "admin" }, 400), sent({ roles: ["admin"] }, 201)];
    expect(extraFields.judge({ before, tries: [bundle, ...apart] })).toMatchObject({ outcome: "pass" });
    expect(extraFields.judge({ before, tries: [bundle, sent({ role: "admin" }, 500)] })).toMatchObject({
      outcome: "not-established",
      reason: "broke",
      facts: { field: "role" },
    });
  });
  it("needs something to compare with", () => {
    expect(extraFields.judge({ before: { places: [] }, tries: [] })).toMatchObject({
      outcome: "not-established",
      reason: "no-row",
    });
  });
});

describe("a log-in cookie", () => {
  const judge = (...cookies: CookieFact[]) => cookieFlags.judge({ kind: "cookie", logIn, cookies });

  it("passes with both marks, whatever its SameSite", () => {
    expect(judge(cookie({ sameSite: "none" }))).toMatchObject({ outcome: "pass", facts: { sameSite: "none" } });
    expect(judge(cookie())).toMatchObject({ outcome: "pass", facts: { sameSite: "unset" } });
  });
  it("fails without one of them", () => {
    expect(judge(cookie({ secure: false }))).toMatchObject({ outcome: "fail", facts: { flags: "secure" } });
    expect(judge(cookie({ httpOnly: false }))).toMatchObject({ outcome: "fail", facts: { flags: "httpOnly" } });
    expect(judge(cookie(), cookie({ secure: false, httpOnly: false }))).toMatchObject({
      outcome: "fail",
      facts: { flags: "both" },
    });
  });
  it("is not asked of bearer tokens", () => {
    for (const check of [cookieFlags, crossSite, fixation]) {
      const evidence = { kind: "bearer", email, logIn, cookies: [], tries: [] };
      expect(check.judge(evidence as never)).toMatchObject({ outcome: "not-applicable", reason: "bearer" });
    }
  });
});

describe("a planted cookie", () => {
  const one = (thief: ReturnType<typeof attempt>, owner: ReturnType<typeof attempt> | undefined = shows()) =>
    fixation.judge({ kind: "cookie", email, logIn, tries: [{ what: "an invented one", logIn, owner, thief }] });

  it("passes when it opens nothing, or still the thief's own account", () => {
    expect(one(attempt({ status: 401 }))).toMatchObject({ outcome: "pass" });
    expect(one(attempt({ outputs: { email: "ada@b.example" } }))).toMatchObject({ outcome: "pass" });
  });
  it("fails when it opens the account of who logged in with it", () => {
    expect(one(shows())).toMatchObject({ outcome: "fail" });
  });
  it("is unclear when nobody could log in with it", () => {
    const judged = fixation.judge({
      kind: "cookie",
      email,
      logIn,
      tries: [{ what: "x", logIn: attempt({ status: 500 }), owner: undefined, thief: attempt({ status: 401 }) }],
    });
    expect(judged).toMatchObject({ outcome: "not-established" });
  });
});

describe("another website", () => {
  const patch = { method: "PATCH", path: "/me", contentType: "application/json" } as const;
  const form = {
    method: "POST",
    path: "/me",
    contentType: "application/x-www-form-urlencoded",
    navigates: true,
  } as const;
  const link = { method: "GET", path: "/me", navigates: true } as const;
  const preflight = (headers: readonly (readonly [string, string])[], status = 204) => exchange({ status, headers });

  it("sends cookies as browsers do", () => {
    const sent = (rest: Partial<CookieFact>, request: Parameters<typeof cookiesSent>[1]) =>
      cookiesSent([cookie(rest)], request).length === 1;
    expect(sent({ sameSite: "strict" }, link)).toBe(false);
    expect(sent({ sameSite: "lax" }, form)).toBe(false);
    expect(sent({ sameSite: "lax" }, link)).toBe(true);
    expect(sent({ sameSite: "none" }, form)).toBe(true);
    expect(sent({ sameSite: "none", secure: false }, form)).toBe(false);
    expect(sent({}, form)).toBe(true);
  });
  it("asks first, and takes no for an answer", () => {
    expect([isSimple(form), isSimple(link), isSimple(patch)]).toEqual([true, true, false]);
    const allowed: [string, string][] = [
      ["Access-Control-Allow-Origin", otherSite],
      ["Access-Control-Allow-Credentials", "true"],
      ["Access-Control-Allow-Methods", "GET, PATCH"],
      ["Access-Control-Allow-Headers", "Content-Type"],
    ];
    expect(isAllowedBy(preflight(allowed), patch)).toBe(true);
    for (const missing of allowed)
      expect(isAllowedBy(preflight(allowed.filter((one) => one !== missing)), patch)).toBe(false);
    expect(isAllowedBy(preflight([["Access-Control-Allow-Origin", "*"], ...allowed.slice(1)]), patch)).toBe(false);
    expect(isAllowedBy(preflight(allowed, 404), patch)).toBe(false);
  });
  it("is judged by what stands in the profile afterwards", () => {
    const tries = [{ what: "a form", canary: "kirofa", exchanges: [exchange({ status: 200 })] }];
    const judge = (seen: ReturnType<typeof attempt>) => crossSite.judge({ kind: "cookie", email, logIn, tries, seen });
    expect(judge(shows({ name: "Bob" }))).toMatchObject({ outcome: "pass" });
    expect(judge(shows({ bio: "kirofa" }))).toMatchObject({ outcome: "fail", facts: { what: "a form" } });
    // Being logged out by it is a nuisance; then nothing can be seen.
    expect(judge(attempt({ status: 401 }))).toMatchObject({ outcome: "not-established", reason: "no-profile" });
  });
});

describe("a crafted email", () => {
  const idle = { answered: true, longestMs: 20 };
  const judge = (longestMs: number, rest: object = {}) =>
    slowPattern.judge({
      hashMs: 30,
      idle,
      tries: [{ what: "many letters", operation: "signUp", longestMs, waited: exchange() }],
      ...rest,
    });

  it("passes when others hardly wait", () => {
    expect(judge(400)).toMatchObject({ outcome: "pass", facts: { longest: 400 } });
  });
  it("fails when others wait for seconds", () => {
    expect(judge(6_000)).toMatchObject({ outcome: "fail" });
    expect(slowPattern.kind).toBe("measurement");
  });
  it("is unclear when a hash, or the machine, is as slow by itself", () => {
    expect(judge(2_500, { hashMs: 900 })).toMatchObject({ outcome: "not-established", reason: "unclear" });
    expect(judge(2_500, { idle: { answered: true, longestMs: 1_500 } })).toMatchObject({ outcome: "not-established" });
    expect(judge(2_500, { idle: { answered: false, longestMs: 0 } })).toMatchObject({
      outcome: "not-established",
      reason: "not-answering",
    });
  });
});
