import { describe, expect, it } from "vitest";
import passwords from "../../../../../challenges/login-system/checks/password-acceptance.ts";
import signUp from "../../../../../challenges/login-system/checks/sign-up.ts";
import reply from "../../../../../challenges/login-system/checks/sign-up-reply.ts";
import validation from "../../../../../challenges/login-system/checks/sign-up-validation.ts";
import taken from "../../../../../challenges/login-system/checks/taken-email.ts";
import { opening, refusal } from "../secure-1/written-evidence.ts";
import { attempt, broken, closed, limited, shows, silent } from "../showing.ts";

const email = "anna@b.example";

describe("sign-up", () => {
  const one = (written: Parameters<typeof attempt>[0], rows: number, whoAmI = closed) => ({
    person: { email },
    signUp: attempt({ operation: "signUp", ...written }),
    rows,
    whoAmI,
  });

  it("works when it is accepted and something was stored, even if nobody can log in", () => {
    expect(signUp.judge({ tries: [one({ status: 201 }, 1)] }).outcome).toBe("pass");
  });
  it("works when the account opens, whatever code it was answered with", () => {
    expect(signUp.judge({ tries: [one({ status: 302 }, 0, shows(email))] }).outcome).toBe("pass");
  });
  it("works when it works the second time", () => {
    expect(signUp.judge({ tries: [one({ status: 429 }, 0), one({ status: 201 }, 1)] }).outcome).toBe("pass");
  });
  it("fails when it says yes and stores nothing", () => {
    expect(signUp.judge({ tries: [one({ status: 201 }, 0)] }).outcome).toBe("fail");
  });
  it("fails when it breaks", () => {
    expect(signUp.judge({ tries: [one({ status: 500 }, 0), one({ status: 500 }, 0)] })).toMatchObject({
      outcome: "fail",
      facts: { answer: "500" },
    });
  });
  it("is not judged by a limit", () => {
    expect(signUp.judge({ tries: [one({ status: 429 }, 0), one({ status: 429 }, 0)] }).outcome).toBe("not-established");
  });
});

describe("the reply to a sign-up", () => {
  const name = "Zoë";
  const judge = (status: number, outputs: Record<string, unknown>, body: unknown = {}, id: unknown = "7") =>
    reply.judge({
      email,
      name,
      signUp: attempt({ operation: "signUp", status, outputs, body }),
      whoAmI: shows(email, { id }),
    });

  it.each([
    ["201 with the user", 201, { id: "7", email, name }, "7"],
    ["an id that is a number here and its digits there", 201, { id: 7, email, name }, "7"],
    [
      "the email in small letters and the name decomposed",
      201,
      { id: "7", email: " ANNA@b.example", name: "Zoë" },
      "7",
    ],
    ["an account that doesn’t show its id later", 201, { id: "7", email, name }, undefined],
    ["202 with anything", 202, {}, "7"],
  ])("may be %s", (_what, status, outputs, id) => {
    expect(judge(status, outputs, {}, id).outcome).toBe("pass");
  });
  it.each([
    ["another code", 200, { id: "7", email, name }, "status"],
    ["no user", 201, {}, "missing"],
    ["no id", 201, { email, name }, "missing"],
    ["an id that is none", 201, { id: "", email, name }, "id"],
    ["another id than later", 201, { id: "8", email, name }, "id"],
    ["another email", 201, { id: "7", email: "x@b.example", name }, "email"],
    ["another name", 201, { id: "7", email, name: "Zoe" }, "name"],
  ])("must not be %s", (_what, status, outputs, what) => {
    expect(judge(status, outputs)).toMatchObject({ outcome: "fail", facts: { what } });
  });
  it("is told what it lacks, by the agreed names", () => {
    expect(judge(201, { id: "7" }, { user: { id: "7" } })).toMatchObject({ facts: { missing: "email, name" } });
    expect(judge(201, { email, name })).toMatchObject({ facts: { missing: "id" } });
  });
  it("must be JSON", () => {
    expect(judge(202, {}, "Thanks!")).toMatchObject({ outcome: "fail", facts: { what: "json" } });
  });
  it("can’t be judged when nobody signed up", () => {
    expect(judge(500, {}).outcome).toBe("not-established");
  });
});

describe("a sign-up with a taken email", () => {
  const name = "Anna";
  const usual = {
    email,
    name,
    signUp: attempt({ operation: "signUp", status: 201 }),
    before: shows(email),
    second: attempt({ operation: "signUp", status: 409 }),
    byStranger: refusal(),
    byOwner: { ...opening(email), whoAmI: shows(email, { name }) },
  };
  const second = (status: number) => attempt({ operation: "signUp", status });

  it.each([409, 400, 422, 403])("may be refused with %d", (status) => {
    expect(taken.judge({ ...usual, second: second(status) }).outcome).toBe("pass");
  });
  it("may be answered 202 like every other", () => {
    expect(taken.judge({ ...usual, signUp: second(202), second: second(202) }).outcome).toBe("pass");
  });
  it("must not be told as done when others hear something else", () => {
    expect(taken.judge({ ...usual, second: second(201) })).toMatchObject({ outcome: "fail", severity: "minor" });
  });
  it("must not break", () => {
    expect(taken.judge({ ...usual, second: second(500) })).toMatchObject({
      facts: { what: "fault" },
      severity: "minor",
    });
  });
  it("must not open the account to the stranger, shut the owner out, or rename them", () => {
    expect(taken.judge({ ...usual, byStranger: opening(email) }).facts["what"]).toBe("taken");
    expect(taken.judge({ ...usual, byOwner: refusal() }).facts["what"]).toBe("locked");
    const renamed = { ...opening(email), whoAmI: shows(email, { name: "Eve" }) };
    expect(taken.judge({ ...usual, byOwner: renamed }).facts["what"]).toBe("changed");
  });
  it.each(["", "New customer", null])("may leave a name that sign-up never took, such as %j, as it was", (own) => {
    const told = (shown: unknown) => ({ ...opening(email), whoAmI: shows(email, { name: shown }) });
    const before = shows(email, { name: own });
    expect(taken.judge({ ...usual, before, byOwner: told(own) }).outcome).toBe("pass");
    expect(taken.judge({ ...usual, before, byOwner: told("Eve") }).facts["what"]).toBe("changed");
  });
  it("can’t be judged behind a limit", () => {
    expect(taken.judge({ ...usual, second: second(429) }).outcome).toBe("not-established");
    expect(taken.judge({ ...usual, byOwner: limited }).outcome).toBe("not-established");
  });
});

describe("what sign-up refuses", () => {
  const wrong = (...statuses: readonly number[]) => ({
    wrong: statuses.map((status, index) => ({
      field: (["email", "empty", "long"] as const)[index] ?? "long",
      signUp: attempt({ operation: "signUp", status }),
    })),
  });
  it("is refused with any 4xx", () => {
    expect(validation.judge(wrong(400, 422, 400)).outcome).toBe("pass");
  });
  it("is named when it was taken", () => {
    expect(validation.judge(wrong(400, 201, 400))).toMatchObject({
      outcome: "fail",
      facts: { field: "empty", count: 1 },
    });
    expect(validation.judge(wrong(202, 202, 400))).toMatchObject({
      outcome: "fail",
      facts: { field: "email", count: 2 },
    });
  });
  it("is left to other checks when it breaks, and to none behind a limit", () => {
    expect(validation.judge(wrong(500, 400, 400)).outcome).toBe("not-established");
    expect(validation.judge(wrong(429, 400, 400)).outcome).toBe("not-established");
  });
});

describe("good passwords", () => {
  const tried = (signUpStatus: number, byPassword: ReturnType<typeof opening> | ReturnType<typeof refusal>) => ({
    tries: [
      { email, length: 12, signUp: attempt({ operation: "signUp", status: 201 }), opening: opening(email) },
      { email, length: 64, signUp: attempt({ operation: "signUp", status: signUpStatus }), opening: byPassword },
    ],
  });
  it("are accepted and open the account", () => {
    expect(passwords.judge(tried(202, opening(email))).outcome).toBe("pass");
  });
  it("must not be refused, which is minor", () => {
    expect(passwords.judge(tried(422, refusal()))).toMatchObject({
      facts: { what: "refused", length: 64 },
      severity: "minor",
    });
  });
  it("must not be accepted and then open nothing", () => {
    const judged = passwords.judge(tried(201, refusal()));
    expect(judged).toMatchObject({ outcome: "fail", facts: { what: "useless" } });
    expect(judged).not.toHaveProperty("severity");
  });
  it("can’t be judged behind a limit or a fault", () => {
    expect(passwords.judge(tried(201, limited)).outcome).toBe("not-established");
    expect(passwords.judge(tried(503, refusal())).outcome).toBe("not-established");
    expect(passwords.judge(tried(201, { logIn: broken() })).outcome).toBe("not-established");
    expect(passwords.judge(tried(201, { logIn: silent() })).outcome).toBe("not-established");
  });
});
