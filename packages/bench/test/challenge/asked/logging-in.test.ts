import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it, test } from "vitest";
import emailCase from "../../../../../challenges/login-system/checks/email-case.ts";
import logIn from "../../../../../challenges/login-system/checks/log-in.ts";
import reply from "../../../../../challenges/login-system/checks/log-in-reply.ts";
import required from "../../../../../challenges/login-system/checks/log-in-required.ts";
import logOut from "../../../../../challenges/login-system/checks/log-out.ts";
import others from "../../../../../challenges/login-system/checks/other-log-ins-kept.ts";
import unknown from "../../../../../challenges/login-system/checks/unknown-email-refused.ts";
import whoAmI from "../../../../../challenges/login-system/checks/who-am-i.ts";
import wrong from "../../../../../challenges/login-system/checks/wrong-password-refused.ts";
import { opening, refusal } from "../secure-1/written-evidence.ts";
import { attempt, broken, closed, limited, shows, silent } from "../showing.ts";

const email = "anna@b.example";
const cookie = { kind: "cookie" as const, cookies: [] };

describe("log-in", () => {
  const signUp = attempt({ operation: "signUp", status: 201 });
  it("works when it grants something", () => {
    expect(logIn.judge({ signUp, logIn: attempt({ token: "t" }) }).outcome).toBe("pass");
    expect(logIn.judge({ signUp, logIn: { ...attempt({ status: 204 }), credential: cookie } }).outcome).toBe("pass");
  });
  it("fails when it grants nothing, or is refused", () => {
    expect(logIn.judge({ signUp, logIn: attempt() })).toMatchObject({ outcome: "fail", facts: { got: "nothing" } });
    expect(logIn.judge({ signUp, logIn: attempt({ status: 401 }) })).toMatchObject({
      facts: { got: "answer", answer: "401" },
    });
    expect(logIn.judge({ signUp, logIn: silent() })).toMatchObject({ outcome: "fail", facts: { answer: "no answer" } });
  });
  it("can’t be judged behind a limit", () => {
    expect(logIn.judge({ signUp, logIn: limited.logIn }).outcome).toBe("not-established");
  });

  it("answers 200, or 204 with a cookie", () => {
    expect(reply.judge({ logIn: attempt({ token: "t" }) }).outcome).toBe("pass");
    expect(reply.judge({ logIn: { ...attempt({ status: 204 }), credential: cookie } }).outcome).toBe("pass");
    expect(reply.judge({ logIn: attempt({ token: "t", status: 201 }) })).toMatchObject({
      outcome: "fail",
      facts: { status: 201 },
    });
    expect(reply.judge({ logIn: attempt({ status: 500 }) }).outcome).toBe("not-established");
  });
});

describe("who am I", () => {
  it("works when it shows the email, in whatever case", () => {
    expect(whoAmI.judge({ email, logIn: attempt({ token: "t" }), whoAmI: shows("ANNA@b.example") }).outcome).toBe(
      "pass",
    );
  });
  it("fails when it shows another email, or none", () => {
    expect(whoAmI.judge({ email, logIn: attempt({ token: "t" }), whoAmI: shows("eve@b.example") }).facts["what"]).toBe(
      "other",
    );
    expect(whoAmI.judge({ email, logIn: attempt({ token: "t" }), whoAmI: closed }).facts["what"]).toBe("refused");
  });
  it("can’t be judged without a log-in", () => {
    expect(whoAmI.judge({ email, logIn: attempt({ status: 401 }) }).outcome).toBe("not-established");
  });
});

describe("a request without a log-in", () => {
  const change = (status: number) => attempt({ operation: "changePassword", status });
  const usual = {
    email,
    before: shows(email),
    looks: [closed, closed],
    changes: [change(401), change(401)],
    byNewPassword: refusal(),
  };

  it("gets 401", () => {
    expect(required.judge(usual)).toMatchObject({ outcome: "pass", facts: { tried: 4 } });
  });
  it("may meet a password change that isn’t built", () => {
    expect(required.judge({ ...usual, changes: [change(404), change(405)] })).toMatchObject({
      outcome: "pass",
      facts: { tried: 2 },
    });
  });
  it("may meet a limit", () => {
    expect(required.judge({ ...usual, changes: [change(429), change(401)] }).outcome).toBe("pass");
  });
  it("must not show or change an account", () => {
    expect(required.judge({ ...usual, looks: [shows(email), closed] })).toMatchObject({ facts: { what: "shown" } });
    expect(required.judge({ ...usual, byNewPassword: opening(email) })).toMatchObject({ facts: { what: "changed" } });
  });
  it("must not be answered as if all was well", () => {
    const empty = attempt({ operation: "whoAmI", body: {} });
    expect(required.judge({ ...usual, looks: [empty, closed] })).toMatchObject({
      facts: { what: "done" },
      severity: "serious",
    });
  });
  it("is refused a little wrongly with 403 or a fault", () => {
    expect(required.judge({ ...usual, changes: [change(403), change(403)] })).toMatchObject({
      facts: { what: "code" },
      severity: "minor",
    });
    expect(required.judge({ ...usual, looks: [broken("whoAmI"), closed] })).toMatchObject({
      facts: { what: "fault" },
      severity: "minor",
    });
  });
  it("can’t be judged when a log-in opens nothing either", () => {
    expect(required.judge({ ...usual, before: closed }).outcome).toBe("not-established");
  });
});

describe("a wrong password", () => {
  const judge = (openings: Parameters<typeof wrong.judge>[0]["openings"], right = shows(email)) =>
    wrong.judge({ email, right, openings });
  it("gets 401, and a limit says nothing", () => {
    expect(judge([refusal(), refusal(), refusal()])).toMatchObject({ outcome: "pass", facts: { tried: 3 } });
    expect(judge([refusal(), limited])).toMatchObject({ outcome: "pass", facts: { tried: 1 } });
    expect(judge([limited, limited]).outcome).toBe("not-established");
  });
  it("must not open the account, even if the right one doesn’t", () => {
    expect(judge([refusal(), opening(email)], closed)).toMatchObject({ outcome: "fail", facts: { what: "opened" } });
  });
  it("must not be answered 200, break, or get another code", () => {
    expect(judge([{ logIn: attempt() }])).toMatchObject({ facts: { what: "done" }, severity: "serious" });
    expect(judge([{ logIn: broken() }])).toMatchObject({ facts: { what: "fault" }, severity: "minor" });
    expect(judge([refusal(400)])).toMatchObject({ facts: { what: "code", status: 400 }, severity: "minor" });
  });
});

describe("an unknown email", () => {
  const byUserName = false;
  it("gets 401", () => {
    expect(unknown.judge({ email, byUserName, opening: refusal() }).outcome).toBe("pass");
    expect(unknown.judge({ email, byUserName, opening: limited }).outcome).toBe("not-established");
  });
  it("must not open, be answered 200, break, or get 404", () => {
    expect(unknown.judge({ email, byUserName, opening: opening(email) }).facts["what"]).toBe("opened");
    expect(unknown.judge({ email, byUserName, opening: { logIn: attempt() } }).facts["what"]).toBe("done");
    expect(unknown.judge({ email, byUserName, opening: { logIn: broken() } })).toMatchObject({
      facts: { what: "fault" },
      severity: "minor",
    });
    expect(unknown.judge({ email, byUserName, opening: refusal(404) })).toMatchObject({
      facts: { what: "code" },
      severity: "minor",
    });
  });
});

test.each([
  ["an email", false, "A log-in with an unknown email opened an account."],
  ["a user name", true, "A log-in with an unknown user name opened an account."],
])("what is told of a log-in by %s calls it that", (_what, byUserName, sentence) => {
  const { facts } = unknown.judge({ email, byUserName, opening: opening(email) });
  expect(new IntlMessageFormat(unknown.words.failed, "en").format(facts)).toBe(sentence);
});

describe("an email in capitals", () => {
  const usual = {
    first: "Anna@b.example",
    before: shows(email),
    others: [{ typed: email, opening: opening(email) }],
    signUp: attempt({ operation: "signUp", status: 409 }),
    bySecond: refusal(),
  };
  it("opens the same account and makes no second one", () => {
    expect(emailCase.judge(usual).outcome).toBe("pass");
    expect(emailCase.judge({ ...usual, signUp: attempt({ operation: "signUp", status: 202 }) }).outcome).toBe("pass");
  });
  it("must not be refused at log-in", () => {
    expect(emailCase.judge({ ...usual, others: [{ typed: email, opening: refusal() }] })).toMatchObject({
      outcome: "fail",
      facts: { what: "refused", typed: email },
    });
  });
  it("must not make a second account", () => {
    expect(emailCase.judge({ ...usual, bySecond: opening(email) })).toMatchObject({
      outcome: "fail",
      facts: { what: "second" },
    });
  });
  it("can’t be judged behind a limit or a fault, or when the first spelling fails", () => {
    expect(emailCase.judge({ ...usual, others: [{ typed: email, opening: limited }] }).outcome).toBe("not-established");
    expect(emailCase.judge({ ...usual, others: [{ typed: email, opening: { logIn: broken() } }] }).outcome).toBe(
      "not-established",
    );
    expect(emailCase.judge({ ...usual, before: closed }).outcome).toBe("not-established");
  });
});

describe("log-out", () => {
  it("is done when the account is closed afterwards", () => {
    const usual = {
      email,
      kind: "bearer" as "bearer" | "cookie",
      before: shows(email),
      logOut: attempt({ operation: "logOut", status: 204 }),
      after: closed,
    };
    expect(logOut.judge(usual).outcome).toBe("pass");
    expect(logOut.judge({ ...usual, after: shows(email) })).toMatchObject({
      outcome: "fail",
      facts: { what: "stayed" },
    });
    // Elsewhere a token may be good until it ends by itself: its holder forgets it.
    const token = { ...usual, kind: "bearer" as const, after: shows(email) };
    expect(logOut.judge(token, { byBrief: false }).outcome).toBe("pass");
    expect(logOut.judge({ ...token, kind: "cookie" }, { byBrief: false }).outcome).toBe("fail");
    const refused = attempt({ operation: "logOut", status: 404 });
    expect(logOut.judge({ ...usual, logOut: refused })).toMatchObject({ outcome: "fail", facts: { answer: "404" } });
    expect(logOut.judge({ ...usual, logOut: attempt({ status: 429 }) }).outcome).toBe("not-established");
    expect(logOut.judge({ ...usual, before: closed }).outcome).toBe("not-established");
  });
  it("leaves other devices alone", () => {
    const usual = {
      email,
      alone: shows(email),
      beside: shows(email),
      another: shows(email),
      logOut: attempt({ operation: "logOut" }),
      after: shows(email),
    };
    expect(others.judge(usual).outcome).toBe("pass");
    expect(others.judge({ ...usual, after: closed })).toMatchObject({ outcome: "fail", facts: { when: "logOut" } });
    expect(others.judge({ ...usual, beside: closed })).toMatchObject({ outcome: "fail", facts: { when: "logIn" } });
    expect(others.judge({ ...usual, logOut: broken("logOut"), after: closed }).outcome).toBe("not-established");
    expect(others.judge({ ...usual, another: closed }).outcome).toBe("not-established");
  });
});
