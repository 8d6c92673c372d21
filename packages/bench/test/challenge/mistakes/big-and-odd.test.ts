import { describe, expect, it } from "vitest";
import type { Exchange } from "@assay/bench";
import memory from "../../../../../challenges/login-system/checks/big-bodies-memory.ts";
import big from "../../../../../challenges/login-system/checks/big-body.ts";
import duplicate from "../../../../../challenges/login-system/checks/duplicate-keys.ts";
import shape from "../../../../../challenges/login-system/checks/error-shape.ts";
import huge from "../../../../../challenges/login-system/checks/huge-password.ts";
import inner from "../../../../../challenges/login-system/checks/inner-workings.ts";
import storm from "../../../../../challenges/login-system/checks/storm-of-mistakes.ts";
import { innerWorkingIn } from "../../../../../challenges/login-system/inner-workings.ts";
import { opening, refusal } from "../secure-1/written-evidence.ts";
import { attempt, broken, closed, exchange, limited, shows, silent } from "../showing.ts";

const email = "anna@b.example";
const signUp = (status: number) => attempt({ operation: "signUp", status });

describe("a body of 10 MB", () => {
  const witness = { email, before: shows(email), after: shows(email), alive: true };
  const sent = (given: Exchange) => ({ label: "signUp: 10 MB", exchange: given });
  const failed = (kind: NonNullable<Exchange["failure"]>["kind"]) => {
    const { response: _none, ...rest } = exchange({ status: 200 });
    return sent({ ...rest, failure: { kind, message: kind } });
  };
  it("may be refused, or cut off while it is sent", () => {
    for (const status of [413, 400, 422])
      expect(big.judge({ witness, sent: sent(exchange({ status })) }).outcome).toBe("pass");
    for (const kind of ["reset", "closed"] as const) {
      expect(big.judge({ witness, sent: failed(kind) })).toMatchObject({ outcome: "pass", facts: { how: "cut" } });
    }
  });
  it("may be refused by an answer that we could read before the connection was cut", () => {
    const given = { ...exchange({ status: 413 }), failure: { kind: "reset" as const, message: "" } };
    expect(big.judge({ witness, sent: sent(given) })).toMatchObject({ outcome: "pass", facts: { answer: "413" } });
  });
  it("must not be taken, break the service, or hang; each is minor", () => {
    expect(big.judge({ witness, sent: sent(exchange({ status: 201 })) })).toMatchObject({
      facts: { what: "taken" },
      severity: "minor",
    });
    expect(big.judge({ witness, sent: sent(exchange({ status: 500 })) })).toMatchObject({
      facts: { what: "answer" },
      severity: "minor",
    });
    expect(big.judge({ witness, sent: failed("timeout") })).toMatchObject({
      facts: { what: "silent" },
      severity: "minor",
    });
  });
  it("must not end the service, which is serious", () => {
    const judged = big.judge({ witness: { ...witness, alive: false }, sent: failed("reset") });
    expect(judged).toMatchObject({ outcome: "fail", facts: { what: "down" } });
    expect(judged).not.toHaveProperty("severity");
  });
});

describe("twenty bodies of 10 MB", () => {
  const megabyte = 1024 * 1024;
  const usual = {
    language: "node",
    before: 80 * megabyte,
    most: 120 * megabyte,
    exit: undefined,
    alive: true,
    sent: [],
  };
  it("may cost less than 100 MB", () => {
    expect(memory.judge(usual)).toMatchObject({ outcome: "pass", facts: { grownMb: 40 } });
    expect(memory.judge({ ...usual, most: 181 * megabyte })).toMatchObject({
      outcome: "fail",
      facts: { what: "grown", grownMb: 101 },
    });
  });
  it("may cost more where no brief named a limit, as long as the service goes on", () => {
    const elsewhere = { byBrief: false };
    expect(memory.judge({ ...usual, most: 330 * megabyte }, elsewhere)).toMatchObject({ outcome: "pass" });
    expect(memory.judge({ ...usual, alive: false }, elsewhere)).toMatchObject({ outcome: "fail" });
  });
  it("must not end the service", () => {
    expect(memory.judge({ ...usual, alive: false })).toMatchObject({ outcome: "fail", facts: { what: "ended" } });
    expect(memory.judge({ ...usual, exit: { code: null, signal: "SIGKILL", outOfMemory: true } }).outcome).toBe("fail");
  });
  it("do not apply to a language that takes its memory beforehand, unless it ends", () => {
    const java = { ...usual, language: "java", most: 900 * megabyte };
    expect(memory.judge(java)).toMatchObject({ outcome: "not-applicable", reason: "jvm" });
    expect(memory.judge({ ...java, alive: false }).outcome).toBe("fail");
  });
  it("say nothing about memory that we could not see", () => {
    expect(memory.judge({ ...usual, before: 0 })).toMatchObject({ outcome: "not-established", reason: "no-memory" });
  });
});

describe("a password of 100 kB", () => {
  const usual = {
    email,
    witness: email,
    before: shows(email),
    signUp: signUp(400),
    right: refusal(),
    wrong: refusal(),
    after: shows(email),
  };
  it("may be refused or taken whole", () => {
    expect(huge.judge(usual)).toMatchObject({ outcome: "pass", facts: { taken: "no" } });
    expect(huge.judge({ ...usual, signUp: signUp(201), right: opening(email) })).toMatchObject({
      outcome: "pass",
      facts: { taken: "yes" },
    });
  });
  it("must not be cut, or end the service", () => {
    const judged = huge.judge({ ...usual, signUp: signUp(201), right: opening(email), wrong: opening(email) });
    expect(judged).toMatchObject({ outcome: "fail", facts: { what: "cut" } });
    expect(judged).not.toHaveProperty("severity");
    expect(huge.judge({ ...usual, after: closed })).toMatchObject({ outcome: "fail", facts: { what: "down" } });
  });
  it("must not break the service or be accepted and open nothing, which is minor", () => {
    expect(huge.judge({ ...usual, signUp: broken("signUp") })).toMatchObject({
      facts: { what: "fault" },
      severity: "minor",
    });
    expect(huge.judge({ ...usual, signUp: silent() })).toMatchObject({ facts: { what: "fault" }, severity: "minor" });
    expect(huge.judge({ ...usual, signUp: signUp(201) })).toMatchObject({
      facts: { what: "useless" },
      severity: "minor",
    });
  });
  it("can’t be judged behind a limit", () => {
    expect(huge.judge({ ...usual, signUp: signUp(201), right: limited }).outcome).toBe("not-established");
    expect(huge.judge({ ...usual, signUp: signUp(429) }).outcome).toBe("not-established");
  });
});

describe("a password that comes twice", () => {
  const judge = (status: number, ...openings: Parameters<typeof duplicate.judge>[0]["openings"]) =>
    duplicate.judge({ email, signUp: exchange({ status }), openings });
  it("may count once, or be refused", () => {
    expect(judge(201, opening(email), refusal()).outcome).toBe("pass");
    expect(judge(201, refusal(), opening(email)).outcome).toBe("pass");
    expect(judge(400, refusal(), refusal())).toMatchObject({ outcome: "pass", facts: { taken: "no" } });
  });
  it("must not open twice, never, or break", () => {
    expect(judge(201, opening(email), opening(email))).toMatchObject({ outcome: "fail", facts: { what: "both" } });
    expect(judge(201, refusal(), refusal())).toMatchObject({ outcome: "fail", facts: { what: "none" } });
    expect(judge(500, refusal(), refusal())).toMatchObject({ outcome: "fail", facts: { what: "fault" } });
  });
  it("can’t be judged behind a limit", () => {
    expect(judge(201, limited, refusal()).outcome).toBe("not-established");
  });
});

describe("the shape of errors", () => {
  const good = { error: { message: "No." } };
  const judge = (refusals: readonly (readonly [number, unknown])[]) =>
    shape.judge({
      refusals: refusals.map(([status, body], index) => [
        (["validation", "credentials", "logIn", "taken"] as const)[index] ?? "taken",
        exchange({ status, body }),
      ]),
    });
  it("has a text at error.message, and may have more", () => {
    expect(
      judge([
        [422, good],
        [401, good],
        [401, { error: { message: "No.", code: "x" }, ok: false }],
        [409, good],
      ]),
    ).toMatchObject({ outcome: "pass", facts: { tried: 4 } });
  });
  it("is not asked of a sign-up that is answered 202 alike, nor of what was not refused", () => {
    expect(
      judge([
        [422, good],
        [401, good],
        [401, good],
        [202, {}],
      ]),
    ).toMatchObject({ outcome: "pass", facts: { tried: 3 } });
    expect(
      judge([
        [201, {}],
        [200, {}],
      ]).outcome,
    ).toBe("not-established");
  });
  it.each([
    [{ message: "No." }],
    [{ error: "No." }],
    [{ error: { message: "" } }],
    [{ error: { message: 7 } }],
    ["Unauthorized"],
    [[{ error: good }]],
  ])("is not %j", (body) => {
    expect(
      judge([
        [422, good],
        [401, body],
      ]),
    ).toMatchObject({ outcome: "fail", facts: { kind: "credentials" } });
  });
});

describe("inner workings", () => {
  const found = (body: unknown, status = 500) => innerWorkingIn(exchange({ status, body }), ["s3cret-s3cret"])?.what;
  it.each([
    ["trace", { error: { message: "x", stack: "Error: x\n    at signUp (file:///app/src/app.js:12:7)\n    at next" } }],
    ["trace", "<pre>Error: x<br>\n    at Layer.handle (/app/node_modules/express/lib/router.js:95:5)</pre>"],
    ["trace", 'Traceback (most recent call last):\n  File "/srv/app.py", line 3'],
    ["trace", "goroutine 12 [running]:"],
    ["sql", { error: "INSERT INTO users (email) VALUES ($1) - failed" }],
    ["sql", { error: "select id from users where email = $1" }],
    ["database", { error: { message: 'duplicate key value violates unique constraint "users_email_key"' } }],
    ["database", { error: { message: "connect ECONNREFUSED 127.0.0.1:5432" } }],
    ["database", { error: { message: "Connection terminated unexpectedly" } }],
    ["database", { error: { message: 'relation "users" does not exist' } }],
    ["database", { error: { message: "conn closed" } }],
    // As Go writes it.
    ["database", '{"message":"write tcp 127.0.0.1:56112-\\u003e127.0.0.1:5432: write: connection reset by peer"}'],
    ["database", { error: { message: "dial tcp 127.0.0.1:5432: connect: connection refused" } }],
    ["database", { error: { message: "sqlite3.IntegrityError: UNIQUE constraint failed: users.email" } }],
    ["database", { error: { message: "E11000 duplicate key error collection: app.users index: email_1 dup key" } }],
    ["database", { error: { message: 'Cast to string failed for value "{ a: 1 }" (type Object) at path "email"' } }],
    ["database", { error: { name: "MongoServerSelectionError" } }],
    ["database", { error: { message: "WRONGTYPE Operation against a key holding the wrong kind of value" } }],
    ["database", { error: { message: 'near "@b": syntax error' } }],
    ["database", { error: { code: "SQLITE_CONSTRAINT_UNIQUE" } }],
    ["database", { detail: "(sqlalchemy.exc.OperationalError) no such column: role" }],
    ["database", { error: { message: "Duplicate entry 'a@b.example' for key 'users.email'" } }],
    ["database", { error: { code: "ER_DATA_TOO_LONG" } }],
    [
      "database",
      { error: { message: "(1366, \"Incorrect string value: '\\\\xF0\\\\x9F' for column 'name' at row 1\")" } },
    ],
    ["database", { error: { message: "(pymysql.err.OperationalError) (2013, 'gone')" } }],
    ["database", { error: { message: "(2003, \"Can't connect to MySQL server on '127.0.0.1'\")" } }],
    ["database", { error: { message: "SQLSTATE[HY000]: General error: 2006 MySQL server has gone away" } }],
    ["path", { error: { message: "Cannot read /home/anna/shop/src/users.ts" } }],
    ["secret", { config: { secret: "s3cret-s3cret" } }],
  ])("are seen: %s in %j", (what, body) => {
    expect(found(body)).toBe(what);
  });
  it.each([
    [{ error: { message: "Route POST:/app/users.js not found" } }],
    [{ error: { message: "Please select a name from 1 to 200 characters." } }],
    [{ error: { message: "Your update is set. Meet us at the shop (at 12:30)." } }],
    [{ error: { message: "The database cannot be reached." } }],
    [{ error: { message: "There is no such account, and no such page near you." } }],
    [{ error: { message: "The email must be unique." } }],
    [{ error: { message: "This entry is a duplicate of another.", code: "USER_NO_PERMISSION" } }],
    [{ error: { message: "We can't connect to the server that sends mail." } }],
    [{ statusCode: 404, error: "Not Found", code: "FST_ERR_NOT_FOUND" }],
    [{ error: { message: "Unexpected token } in JSON at position 12" } }],
    [{ error: { message: "We could not delete from your cart where it was." } }],
  ])("are not seen in %j", (body) => {
    expect(found(body, 400)).toBeUndefined();
  });
  it("are seen in what Java, PHP and MongoDB's drivers say", () => {
    const message = (text: string) => ({ error: { message: text } });
    expect(found(message("org.springframework.dao.DataIntegrityViolationException: could not execute"))).toBe("trace");
    expect(found(message("java.lang.NullPointerException"))).toBe("trace");
    expect(found("<br />\n<b>Warning</b>:  Undefined array key in <b>/x/a.php</b> on line <b>7</b><br />")).toBe(
      "trace",
    );
    expect(found("PHP Fatal error:  Uncaught TypeError: strlen()")).toBe("trace");
    expect(found(message("E11000 duplicate key error collection: app.users index: email_1"))).toBe("database");
    expect(found(message("HikariPool-1 - Connection is not available, request timed out after 30000ms"))).toBe(
      "database",
    );
    expect(found(message("Cast to ObjectId failed for value"))).toBe("database");
  });
  it("are none of them where words only look alike", () => {
    const plain = (text: string) => found({ error: { message: text } }, 400);
    expect(plain("Warning: this is your last try.")).toBeUndefined();
    expect(plain("The address org.example.shop is not an email.")).toBeUndefined();
    expect(plain("Bad Request")).toBeUndefined();
    expect(
      found({ timestamp: "2026-11-24T01:00:00Z", status: 405, error: "Method Not Allowed", path: "/login" }, 405),
    ).toBeUndefined();
    expect(
      found("<html><head><title>404 Not Found</title></head><body><hr><center>nginx</center></body></html>", 404),
    ).toBeUndefined();
  });
  it("are not what the visitor sent", () => {
    const echo = exchange({ status: 404, body: { error: "no /app/etc/x.js here" } });
    expect(innerWorkingIn({ ...echo, request: { ...echo.request, path: "/app/etc/x.js" } }, [])).toBeUndefined();
  });
  it("weigh more where they are a secret", () => {
    const leak = (what: "secret" | "trace") => ({ found: { what, shown: "…" }, exchange: exchange({ status: 500 }) });
    const usual = { wasUp: true, answered: 45, samples: [] };
    expect(inner.judge({ ...usual, leaks: [] }).outcome).toBe("pass");
    expect(inner.judge({ ...usual, leaks: [leak("trace")] })).toMatchObject({ outcome: "fail", severity: "minor" });
    expect(inner.judge({ ...usual, leaks: [leak("trace"), leak("secret")] })).toMatchObject({
      facts: { what: "secret" },
      severity: "blocker",
    });
    expect(inner.judge({ ...usual, answered: 3, leaks: [] }).outcome).toBe("not-established");
  });
});

describe("a storm of mistakes", () => {
  const usual = {
    email,
    name: "Anna",
    before: shows(email, { name: "Anna" }),
    answers: { 400: 900, 404: 100 },
    after: shows(email, { name: "Anna" }),
    newcomer: { email: "new@b.example", signUp: signUp(201), logIn: attempt({ token: "t" }) },
    seen: shows("new@b.example"),
    alive: true,
  };
  it("leaves everything as it was", () => {
    expect(storm.judge(usual)).toMatchObject({ outcome: "pass", facts: { tried: 1000 } });
    expect(storm.judge({ ...usual, answers: { 429: 900, reset: 100 } }).outcome).toBe("pass");
  });
  it("must not end the service, throw anyone out, rename anyone, or keep newcomers out", () => {
    expect(storm.judge({ ...usual, alive: false }).facts["what"]).toBe("ended");
    expect(storm.judge({ ...usual, after: closed }).facts["what"]).toBe("thrown");
    expect(storm.judge({ ...usual, after: shows(email, { name: "nobody" }) }).facts["what"]).toBe("changed");
    const newcomer = { ...usual.newcomer, signUp: signUp(503) };
    expect(storm.judge({ ...usual, newcomer, seen: closed }).facts["what"]).toBe("newcomer");
  });
  it("may leave a name that sign-up never took as it was", () => {
    const nameless = shows(email, { name: "" });
    expect(storm.judge({ ...usual, before: nameless, after: nameless }).outcome).toBe("pass");
  });
  it("is not judged by limits that still hold, nor without a log-in before", () => {
    expect(storm.judge({ ...usual, newcomer: { ...usual.newcomer, signUp: signUp(429) }, seen: closed }).outcome).toBe(
      "not-established",
    );
    expect(storm.judge({ ...usual, after: attempt({ operation: "whoAmI", status: 429 }) }).outcome).toBe(
      "not-established",
    );
    expect(storm.judge({ ...usual, before: closed }).outcome).toBe("not-established");
  });
});
