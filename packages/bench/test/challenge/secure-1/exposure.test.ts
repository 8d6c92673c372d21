import { describe, expect, it } from "vitest";
import reflection from "../../../../../challenges/login-system/checks/cross-origin-reflection.ts";
import exposure from "../../../../../challenges/login-system/checks/password-exposure.ts";
import headers from "../../../../../challenges/login-system/checks/response-headers.ts";
import keys from "../../../../../challenges/login-system/checks/token-exposure.ts";
import whole from "../../../../../challenges/login-system/checks/whole-password.ts";
import { attempt, exchange, opening, refusal, type Written } from "./written-evidence.ts";

describe("a key to an account", () => {
  const email = "ada@b.example";
  const logIn = attempt({ token: "t" });
  const shown = attempt({ operation: "whoAmI", outputs: { email }, body: { email } });
  const ended = attempt({ operation: "whoAmI", status: 401 });
  const clean = { email, logIn };
  const printedLogIn = { ...clean, logInLine: "authorization: Bearer t", whoAmI: shown };
  const done = attempt({ operation: "resetPassword", status: 204 });
  const printedReset = { ...clean, resetLine: "?token=r", reset: { done, opening: opening(email) } };

  it("is seen in the log while it works", () => {
    expect(keys.judge({ printed: [printedLogIn, printedLogIn] })).toMatchObject({
      outcome: "fail",
      facts: { what: "logIn" },
    });
    expect(keys.judge({ printed: [printedReset, printedReset] })).toMatchObject({
      outcome: "fail",
      facts: { what: "reset" },
    });
  });

  it("is left alone when it opens nothing any more, or stands there for one person by chance", () => {
    const used = { ...clean, resetLine: "?token=r", reset: { done, opening: refusal() } };
    const over = { ...printedLogIn, whoAmI: ended };
    for (const printed of [
      [clean, clean],
      [used, used],
      [over, over],
      [printedReset, clean],
    ]) {
      expect(keys.judge({ printed })).toMatchObject({ outcome: "pass" });
    }
  });

  it("can't be sought when nobody could log in", () => {
    const none = { email, logIn: attempt({ status: 429 }) };
    expect(keys.judge({ printed: [none, none] })).toMatchObject({ outcome: "not-established", reason: "no-log-in" });
  });
});

describe("a password", () => {
  const password = 'Correct=horse7"Battery';
  const hash = "$2b$12$zVHmKQtGGQob.b/Nc7l9NO8UlrYcW05FiuCj/SxsFO/ZtiN9.mNzy";
  const signUp: Written = { operation: "signUp", status: 201, body: { user: { email: "a@b.example" } } };
  const judge = (more: readonly Written[], also: { mails?: string[]; logged?: string[] } = {}) =>
    exposure.judge({
      attempts: [signUp, ...more].map(attempt),
      passwords: [password],
      hashes: [hash],
      mails: also.mails ?? [],
      logged: also.logged ?? [],
    });

  it.each<readonly [string, Written]>([
    ["in a reply's JSON", { body: { user: { password } } }],
    ["in a reply's text", { body: `Welcome, your password is ${password}` }],
    ["in a header", { status: 302, headers: [["Location", `/?password=${encodeURIComponent(password)}`]] }],
  ])("is seen %s", (_where, reply) => {
    expect(judge([reply])).toMatchObject({ outcome: "fail", facts: { where: "reply" } });
  });

  it("is seen in an error reply, which weighs less", () => {
    expect(judge([{ status: 422, body: { error: { message: "bad", value: password } } }])).toMatchObject({
      outcome: "fail",
      severity: "minor",
    });
  });

  it("is seen in a log line and in a mail", () => {
    expect(judge([], { logged: [`body={"password":"${password}"}`] })).toMatchObject({ facts: { where: "log" } });
    expect(judge([], { mails: [`Your new password: ${password}`] })).toMatchObject({ facts: { where: "mail" } });
  });

  it("is not to come back as its hash either", () => {
    expect(judge([{ body: { user: { passwordHash: hash } } }])).toMatchObject({
      outcome: "fail",
      facts: { where: "hash" },
    });
  });

  it("is not seen in the word password, nor in mails with links", () => {
    const reply = { body: { error: { message: "The password has 12 to 128 characters." } }, status: 422 };
    expect(judge([reply], { mails: ["Open https://shop.example/?token=abc"] })).toMatchObject({ outcome: "pass" });
  });

  it("can't be sought when nobody could sign up", () => {
    const none = {
      attempts: [attempt({ operation: "signUp", status: 429 })],
      passwords: [password],
      hashes: [],
      mails: [],
      logged: [],
    };
    expect(exposure.judge(none)).toMatchObject({ outcome: "not-established" });
  });
});

describe("a long password", () => {
  const email = "a@b.example";
  const good = { email, accepted: true, signUpStatus: 201, whole: opening(email), changedEnd: refusal() };
  const short = { ...good, length: 64, changedCase: refusal() };
  const long = { ...good, length: 80 };

  it("may be taken whole or refused", () => {
    expect(whole.judge({ cuts: [short, long] })).toMatchObject({ outcome: "pass", facts: { lengths: "64 and 80" } });
    const refused = { email, length: 80, accepted: false, signUpStatus: 422 };
    expect(whole.judge({ cuts: [short, refused] })).toMatchObject({ outcome: "pass", facts: { lengths: "64" } });
    expect(whole.judge({ cuts: [short, { ...refused, signUpStatus: 413 }] })).toMatchObject({ outcome: "pass" });
  });

  it("may not be cut at 72 bytes: minor; nor within 64 characters: serious", () => {
    const cut = { ...long, changedEnd: opening(email) };
    expect(whole.judge({ cuts: [short, cut] })).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { length: 80 },
    });
    const early = { ...short, changedEnd: opening(email) };
    expect(whole.judge({ cuts: [early, cut] })).toMatchObject({
      outcome: "fail",
      severity: "serious",
      facts: { length: 64 },
    });
  });

  it("may not lose its case, nor break the server", () => {
    expect(whole.judge({ cuts: [{ ...short, changedCase: opening(email) }, long] })).toMatchObject({
      facts: { how: "case" },
    });
    const broken = { email, length: 80, accepted: false, signUpStatus: 500 };
    expect(whole.judge({ cuts: [short, broken] })).toMatchObject({
      outcome: "fail",
      severity: "minor",
      facts: { how: "refused" },
    });
  });

  it("proves nothing when the whole one does not get in, or a limit answered", () => {
    expect(whole.judge({ cuts: [short, { ...long, whole: refusal() }] })).toMatchObject({ reason: "no-clear-answer" });
    expect(whole.judge({ cuts: [{ ...short, changedEnd: refusal(429) }, long] })).toMatchObject({
      reason: "no-clear-answer",
    });
    const none = { email, length: 64, accepted: false, signUpStatus: 503 };
    expect(whole.judge({ cuts: [none, { ...none, length: 80 }] })).toMatchObject({ reason: "nobody-signed-up" });
  });
});

describe("a foreign website", () => {
  const origin = "https://evil.example";
  const asked = (allowedOrigin: string, credentials?: string) => [
    {
      origin,
      exchanges: [
        exchange({
          headers: [
            ["Access-Control-Allow-Origin", allowedOrigin],
            ...(credentials === undefined ? [] : [["Access-Control-Allow-Credentials", credentials] as const]),
          ],
        }),
      ],
    },
  ];

  it("may not be named together with credentials; a cookie that travels makes it serious", () => {
    expect(reflection.judge({ asked: asked(origin, "true"), travels: true })).toMatchObject({
      outcome: "fail",
      severity: "serious",
    });
    expect(reflection.judge({ asked: asked(origin, "true"), travels: false })).toMatchObject({
      outcome: "fail",
      severity: "minor",
    });
  });

  it.each([
    ["a star, even with credentials, which browsers refuse", asked("*", "true")],
    ["its name without credentials", asked(origin)],
    ["another name", asked("https://shop.example", "true")],
    ["no such header", [{ origin, exchanges: [exchange({ status: 404 })] }]],
  ])("may be answered with %s", (_what, answers) => {
    expect(reflection.judge({ asked: answers, travels: true })).toMatchObject({ outcome: "pass" });
  });

  it("can't be judged without any answer", () => {
    const silent = [{ origin, exchanges: [exchange({ status: 0 })] }];
    expect(reflection.judge({ asked: silent, travels: true })).toMatchObject({ outcome: "not-established" });
  });
});

describe("the headers of a reply", () => {
  it("are only noted", () => {
    const noted = headers.judge({
      exchange: exchange({
        headers: [
          ["X-Powered-By", "Express"],
          ["Cache-Control", "no-store"],
        ],
      }),
    });
    expect(noted).toMatchObject({ outcome: "noted", facts: { present: "cache-control", software: "Express" } });
  });

  it.each(["public, max-age=600", "max-age=600"])(
    "are not careful where a private reply may be stored: %s",
    (value) => {
      const noted = headers.judge({ exchange: exchange({ headers: [["Cache-Control", value]] }) });
      expect(noted).toMatchObject({ facts: { present: "none" } });
    },
  );
});
