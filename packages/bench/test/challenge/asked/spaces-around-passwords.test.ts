import { describe, expect, it } from "vitest";
import check from "../../../../../challenges/login-system/checks/spaces-around-passwords.ts";
import { attempt, opening, refusal } from "../secure-1/written-evidence.ts";

type Round = Parameters<typeof check.judge>[0]["rounds"][number];
const email = "ada@b.example";
const plain = attempt({ operation: "signUp", status: 201 });
const taken = { where: "signUp", email, set: plain } as const;
const judge = (round: Round, byBrief = true) => check.judge({ rounds: [round], plain }, { byBrief });

describe("a password with spaces around it", () => {
  it("passes when it lets its owner in, or is refused from the start", () => {
    expect(judge({ ...taken, exact: opening(email) })).toMatchObject({ outcome: "pass", facts: { taken: 1 } });
    const refused = { ...taken, set: attempt({ operation: "signUp", status: 422 }) };
    expect(judge(refused)).toMatchObject({ outcome: "pass", facts: { taken: 0 } });
  });

  it("fails when it was taken and is refused afterwards", () => {
    expect(judge({ ...taken, exact: refusal(), trimmed: opening(email) })).toMatchObject({
      outcome: "fail",
      facts: { where: "signUp", trimmed: true },
    });
    expect(judge({ ...taken, where: "changePassword", exact: refusal(), trimmed: refusal() })).toMatchObject({
      outcome: "fail",
      facts: { where: "changePassword", trimmed: false },
    });
  });

  it("without a brief, fails only where the password without spaces got in", () => {
    expect(judge({ ...taken, exact: refusal(), trimmed: opening(email) }, false).outcome).toBe("fail");
    expect(judge({ ...taken, exact: refusal(), trimmed: refusal() }, false).outcome).toBe("not-established");
  });

  it("can't be judged after a limit or a fault, or where nobody signed up", () => {
    for (const status of [429, 500])
      expect(judge({ ...taken, exact: refusal(status) }).outcome).toBe("not-established");
    const none = attempt({ operation: "signUp", status: 500 });
    expect(check.judge({ rounds: [{ ...taken, set: none }], plain: none })).toMatchObject({
      reason: "nobody-signed-up",
    });
  });
});
