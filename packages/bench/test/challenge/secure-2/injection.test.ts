import { describe, expect, it } from "vitest";
import mailInjection from "../../../../../challenges/login-system/checks/mail-injection.ts";
import operatorInjection from "../../../../../challenges/login-system/checks/operator-injection.ts";
import pollution from "../../../../../challenges/login-system/checks/prototype-pollution.ts";
import sqlInjection from "../../../../../challenges/login-system/checks/sql-injection.ts";
import { attempt, exchange, opening, refusal } from "../secure-1/written-evidence.ts";

const email = "ada@b.example";

const noEffects = { entries: [], joinings: [], quotes: [] };

describe("text in the database's log", () => {
  const judge = (
    statement: { text: string; parameters?: string; error?: string },
    rest: { seen?: number; engine?: "mysql" } = {},
  ) =>
    sqlInjection.judge({
      engine: "postgres",
      probes: [{ field: "bio of a profile", word: "kirofa" }],
      exchanges: [],
      ...noEffects,
      hasLog: true,
      seen: 1,
      statements: [{ at: 1, ...statement }],
      ...rest,
    });

  it("is code where it stands outside a literal", () => {
    const text = "UPDATE users SET bio = 'a'||kirofa||'b' WHERE id = 1";
    expect(judge({ text, error: "42703" })).toMatchObject({ outcome: "fail", facts: { field: "bio of a profile" } });
  });

  it("is code also where it only broke the statement", () => {
    const text = "SELECT * FROM users WHERE email = 'a\\'||kirofa||\\'b'";
    expect(judge({ text, error: "42601" })).toMatchObject({ outcome: "fail" });
  });

  it("is text as a parameter", () => {
    const parameters = "$1 = 'a''||kirofa||''b'";
    expect(judge({ text: "SELECT * FROM users WHERE email = $1", parameters })).toMatchObject({ outcome: "pass" });
  });

  it("is text inside a literal that was quoted by hand, and rightly", () => {
    expect(judge({ text: "SELECT * FROM users WHERE email = 'a''||kirofa||''b'" })).toMatchObject({ outcome: "pass" });
    expect(judge({ text: "SELECT $assay$a'||kirofa||'b$assay$" })).toMatchObject({ outcome: "pass" });
  });

  it("is code where a procedure of the database's own put it together", () => {
    const parameters = "$1 = 'a''||kirofa||''b'";
    expect(judge({ text: "SELECT find_user($1)", parameters, error: "42703" })).toMatchObject({ outcome: "fail" });
  });

  it("is text where the statement failed for another reason", () => {
    const parameters = "$1 = 'a''||kirofa||''b'";
    expect(judge({ text: "SELECT $1::uuid", parameters, error: "22P02" })).toMatchObject({ outcome: "pass" });
    expect(judge({ text: "INSERT INTO users VALUES ($1)", parameters, error: "23505" })).toMatchObject({
      outcome: "pass",
    });
  });

  it("is read as MySQL reads it, where the backend uses that", () => {
    const engine = "mysql";
    const quotedRightly = String.raw`SELECT * FROM users WHERE email = 'a\'||kirofa||\'b\\\'||kirofa||\'c'`;
    expect(judge({ text: quotedRightly }, { engine })).toMatchObject({ outcome: "pass" });
    const onlyDoubled = String.raw`UPDATE users SET bio = 'a''||kirofa||''b\''||kirofa||''c'`;
    expect(judge({ text: onlyDoubled }, { engine })).toMatchObject({ outcome: "fail" });
    expect(judge({ text: "SELECT `kirofa`", error: "1054" }, { engine })).toMatchObject({ outcome: "fail" });
    const call = String.raw`CALL find_user('a\'||kirofa||\'b')`;
    expect(judge({ text: call }, { engine })).toMatchObject({ outcome: "pass" });
    expect(judge({ text: call, error: "1054" }, { engine })).toMatchObject({ outcome: "fail" });
    const missing = String.raw`SELECT missing FROM users WHERE email = 'a\'||kirofa||\'b'`;
    expect(judge({ text: missing, error: "1054" }, { engine })).toMatchObject({ outcome: "pass" });
  });

  it("says nothing where there is no log", () => {
    expect(judge({ text: "SELECT 1" }, { seen: 0 })).toMatchObject({ outcome: "not-established", reason: "no-log" });
  });

  it("need not be looked at when somebody got in", () => {
    const entries = [{ field: "email", ...opening("first@b.example") }];
    const judged = sqlInjection.judge({ ...without, entries });
    expect(judged).toMatchObject({ outcome: "fail", facts: { how: "entry" } });
  });
});

/** A database that is a file, which keeps no log. */
const without = {
  engine: "sqlite" as const,
  probes: [],
  exchanges: [],
  ...noEffects,
  hasLog: false,
  seen: 0,
  statements: [],
};

describe("text in a database without a log", () => {
  const answers = (...statuses: readonly number[]) => statuses.map((status) => exchange({ status }));
  const quotes = (odd: readonly number[], even: readonly number[]) =>
    sqlInjection.judge({
      ...without,
      quotes: [{ field: "email of a log-in", quote: "'", odd: answers(...odd), even: answers(...even) }],
    });

  it("is text where nothing was seen of it", () => {
    expect(sqlInjection.judge(without)).toMatchObject({ outcome: "pass", facts: { log: "no" } });
  });

  it("is code where the app breaks at each odd quote, and at no other", () => {
    expect(quotes([500, 500, 500, 500], [401, 401, 401, 401])).toMatchObject({
      outcome: "fail",
      facts: { how: "quote", field: "email of a log-in" },
    });
  });

  it("is none of it where the app breaks at any text, now and then, or when a limit answers", () => {
    expect(quotes([500], [401])).toMatchObject({ outcome: "pass" });
    expect(quotes([500, 500, 401, 500], [401, 401, 401, 401])).toMatchObject({ outcome: "pass" });
    expect(quotes([500, 500, 500, 500], [401, 500, 401, 401])).toMatchObject({ outcome: "pass" });
    expect(quotes([503, 503, 503, 503], [429, 429, 429, 429])).toMatchObject({ outcome: "pass" });
    expect(quotes([400, 400, 400, 400], [401, 401, 401, 401])).toMatchObject({ outcome: "pass" });
  });

  it("is code where two parts of it came back as one, unless anything between them is merely taken out", () => {
    const joining = (joinedByAnything: boolean) =>
      sqlInjection.judge({
        ...without,
        joinings: [{ field: "bio of a profile", joined: true, joinedByAnything, attempts: [attempt()] }],
      });
    expect(joining(false)).toMatchObject({ outcome: "fail", facts: { how: "join", field: "bio of a profile" } });
    expect(joining(true)).toMatchObject({ outcome: "pass" });
  });
});

describe("rules in place of text", () => {
  const nothing = {
    email,
    canLogIn: true,
    logIns: [{ field: "password", attempt: attempt({ status: 400 }) }],
    mails: [attempt({ operation: "forgotPassword", status: 400 })],
    toThief: [],
    resets: [{ reset: attempt({ operation: "resetPassword", status: 422 }) }],
    changes: [],
    own: opening(email),
  };

  it("pass when they are refused", () => {
    expect(operatorInjection.judge(nothing)).toMatchObject({ outcome: "pass" });
  });

  it("pass when the app falls over them, since nobody got in", () => {
    const logIns = [{ field: "password", attempt: attempt({ status: 500 }) }];
    expect(operatorInjection.judge({ ...nothing, logIns })).toMatchObject({ outcome: "pass" });
  });

  it("pass when the owner is stopped by a limit for a while", () => {
    expect(operatorInjection.judge({ ...nothing, own: refusal(429) })).toMatchObject({ outcome: "pass" });
  });

  it("pass when a token was granted that opens nothing", () => {
    const logIns = [{ field: "email", attempt: attempt({ token: "t" }), whoAmI: attempt({ status: 401 }) }];
    expect(operatorInjection.judge({ ...nothing, logIns })).toMatchObject({ outcome: "pass" });
  });

  it("fail when they open anybody's account", () => {
    const { logIn, whoAmI } = opening("someone@b.example");
    const judged = operatorInjection.judge({ ...nothing, logIns: [{ field: "email", attempt: logIn, whoAmI }] });
    expect(judged).toMatchObject({ outcome: "fail", facts: { how: "logIn", field: "email" } });
  });

  it("fail when a mail reaches the stranger who was named beside the owner", () => {
    const toThief = [{ to: ["thief@b.example"], subject: "Reset" }];
    expect(operatorInjection.judge({ ...nothing, toThief })).toMatchObject({ outcome: "fail", facts: { how: "mail" } });
  });

  it("fail when they stand for the code of a reset", () => {
    const resets = [{ reset: attempt({ operation: "resetPassword", status: 500 }), opening: opening(email) }];
    expect(operatorInjection.judge({ ...nothing, resets })).toMatchObject({ outcome: "fail", facts: { how: "reset" } });
  });

  it("are unclear when the owner's password no longer works", () => {
    expect(operatorInjection.judge({ ...nothing, own: refusal() })).toMatchObject({ outcome: "not-established" });
  });
});

describe("names and emails in a mail", () => {
  const shown = (html: string | undefined, headers: string[] = ["From", "To", "Subject"]) => ({
    to: [email],
    subject: "Reset",
    text: 'Hello <img src="kirofa">',
    ...(html === undefined ? {} : { html }),
    headers,
  });
  const judge = (mail?: ReturnType<typeof shown>, rest: object = {}) =>
    mailInjection.judge({
      canary: "kirofa",
      header: "X-kirofa",
      named: [
        { signUp: attempt({ status: 400 }) },
        { signUp: attempt({ status: 201 }), asked: attempt({ status: 202 }), ...(mail === undefined ? {} : { mail }) },
      ],
      aimed: [attempt({ status: 400 })],
      thiefs: [],
      ...rest,
    });

  it("are clean where the mail is plain text", () => {
    expect(judge(shown(undefined))).toMatchObject({ outcome: "pass" });
  });

  it("are clean where the markup is escaped, also inside an attribute", () => {
    expect(judge(shown("<p>Hello &lt;img src=&quot;kirofa&quot;&gt;</p>"))).toMatchObject({ outcome: "pass" });
    expect(judge(shown('<a title="&lt;img src=kirofa" href="https://shop.example">'))).toMatchObject({
      outcome: "pass",
    });
  });

  it("are clean where the name was refused", () => {
    const named = [{ signUp: attempt({ status: 400 }) }];
    expect(judge(undefined, { named })).toMatchObject({ outcome: "pass", facts: { mails: 0 } });
  });

  it("are not where the markup stands as markup: minor", () => {
    expect(judge(shown('<p>Hello <img src="kirofa"></p>'))).toMatchObject({ outcome: "fail", severity: "minor" });
  });

  it("are not where a line break made a header, or a recipient", () => {
    expect(judge(shown(undefined, ["To", "X-Kirofa"]))).toMatchObject({ outcome: "fail", facts: { how: "header" } });
    expect(judge(shown(undefined), { thiefs: [shown(undefined)] })).toMatchObject({
      outcome: "fail",
      facts: { how: "recipient" },
    });
  });

  it("are unclear where no mail came for a name that was taken", () => {
    expect(judge(undefined)).toMatchObject({ outcome: "not-established", reason: "no-mail" });
  });
});

describe("special field names", () => {
  const view = (change: object = {}) => ({
    email,
    signUp: attempt({ operation: "signUp", status: 201 }),
    logIn: attempt({ token: "t" }),
    whoAmI: opening(email).whoAmI,
    nameless: exchange({ status: 400 }),
    mistaken: exchange({ status: 400 }),
    ...change,
  });
  const judge = (after: ReturnType<typeof view>, before = view()) =>
    pollution.judge({ canary: "kirofa", before, sent: [exchange({ status: 400 })], after });

  it("leave others as they were", () => {
    expect(judge(view())).toMatchObject({ outcome: "pass" });
  });

  it("may be refused with any status", () => {
    const judged = pollution.judge({
      canary: "kirofa",
      before: view(),
      sent: [exchange({ status: 500 })],
      after: view(),
    });
    expect(judged).toMatchObject({ outcome: "pass" });
  });

  it("fail when someone else gets the stranger's word", () => {
    const nameless = exchange({ status: 201, body: { user: { name: "kirofa" } } });
    expect(judge(view({ nameless }))).toMatchObject({ outcome: "fail", facts: { effect: "value" } });
  });

  it("fail when replies change their form, but not when they always had it", () => {
    const spaced = attempt({ operation: "whoAmI", outputs: { email }, body: `{\n    "email": "${email}"\n}` });
    expect(judge(view({ whoAmI: spaced }))).toMatchObject({ outcome: "fail", facts: { effect: "form" } });
    expect(judge(view({ whoAmI: spaced }), view({ whoAmI: spaced }))).toMatchObject({ outcome: "pass" });
  });

  it("fail when others' mistakes get the stranger's status", () => {
    expect(judge(view({ mistaken: exchange({ status: 510 }) }))).toMatchObject({
      outcome: "fail",
      facts: { effect: "status" },
    });
  });

  it("fail when others can no longer log in, but not when a limit stopped them", () => {
    const broken = { logIn: attempt({ status: 500 }), whoAmI: undefined };
    expect(judge(view(broken))).toMatchObject({
      outcome: "fail",
      facts: { effect: "broken" },
    });
    const limited = { logIn: attempt({ status: 429 }), whoAmI: undefined };
    expect(judge(view(limited))).toMatchObject({
      outcome: "not-established",
      reason: "limited",
    });
  });
});
