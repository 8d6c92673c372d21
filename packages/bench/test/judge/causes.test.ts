import { describe, expect, test } from "vitest";
import { countsOf } from "../../src/judge/counts.ts";
import { judgePairs, makeCheck, tries } from "./hand-made-checks.ts";

const establishes = { signUp: "sign-up", logIn: "log-in" };
const signUp = makeCheck("sign-up", { severity: "serious", needs: ["signUp"] });
const logIn = makeCheck("log-in", { severity: "serious", needs: ["signUp", "logIn"] });
const profile = makeCheck("profile", { severity: "serious", needs: ["logIn"] });

describe("a prerequisite", () => {
  test("that failed makes all that builds on it unanswered, and is named as the root", () => {
    const { checks } = judgePairs(
      [
        [profile, tries("pass")],
        [logIn, tries("fail")],
        [signUp, tries("fail")],
      ],
      {
        establishes,
      },
    );
    const unanswered = { outcome: "not-established", reason: "prerequisite-failed", because: "sign-up" };
    expect(checks).toMatchObject([unanswered, unanswered, { id: "sign-up", outcome: "fail" }]);
    expect(checks[2]?.because).toBeUndefined();
    expect(countsOf(checks)).toMatchObject({ failed: 1, notEstablished: 0, explained: 2, passed: 0 });
  });

  test("that failed takes the blame for our own confusion about what builds on it", () => {
    const { checks } = judgePairs(
      [
        [signUp, tries("fail")],
        [profile, tries("error", "error")],
      ],
      {
        establishes: { logIn: "sign-up" },
      },
    );
    expect(checks[1]).toMatchObject({ outcome: "not-established", because: "sign-up" });
    expect(checks[1]?.error).toBeUndefined();
  });

  test("with only a minor failure still lets everything be asked", () => {
    const { checks } = judgePairs(
      [
        [signUp, tries("fail-minor")],
        [logIn, tries("pass")],
      ],
      { establishes },
    );
    expect(checks[1]?.outcome).toBe("pass");
  });

  test("never hides a proven failure that is graver than its own", () => {
    const breach = makeCheck("breach", { severity: "blocker", needs: ["signUp"] });
    const { checks } = judgePairs(
      [
        [signUp, tries("fail")],
        [breach, tries("fail")],
      ],
      { establishes },
    );
    expect(checks[1]).toMatchObject({ outcome: "fail", severity: "blocker" });
  });

  test("that is unclear is named by what is unclear too, which stays in the counts", () => {
    const { checks } = judgePairs(
      [
        [signUp, tries("unclear")],
        [logIn, tries("unclear")],
        [profile, tries("pass")],
      ],
      {
        establishes,
      },
    );
    expect(checks[1]).toMatchObject({ outcome: "not-established", reason: "unclear", because: "sign-up" });
    expect(checks[2]?.outcome).toBe("pass");
    expect(countsOf(checks)).toMatchObject({ notEstablished: 2, explained: 0, passed: 1 });
  });

  test("that was not asked this time says nothing", () => {
    const { checks } = judgePairs([[profile, tries("pass")]], { establishes });
    expect(checks[0]?.outcome).toBe("pass");
  });

  test("may go in a circle without harm", () => {
    const one = makeCheck("one", { needs: ["two"] });
    const two = makeCheck("two", { needs: ["one"] });
    const { checks } = judgePairs(
      [
        [one, tries("pass")],
        [two, tries("pass")],
      ],
      {
        establishes: { one: "one", two: "two" },
      },
    );
    expect(checks.map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
  });
});

describe("a consequence", () => {
  const plain = makeCheck("plain-passwords", { severity: "blocker" });
  const weak = makeCheck("hash-strength", { severity: "minor", consequenceOf: ["plain-passwords"] });
  const salts = makeCheck("salts", { severity: "minor", consequenceOf: ["hash-strength"] });

  test("of a failure is counted with it, through everything between", () => {
    const { checks } = judgePairs([
      [salts, tries("fail")],
      [weak, tries("fail")],
      [plain, tries("fail")],
    ]);
    expect(checks.map(({ because }) => because)).toEqual(["plain-passwords", "plain-passwords", undefined]);
    expect(countsOf(checks)).toMatchObject({
      failed: 1,
      explained: 2,
      failedBySeverity: { blocker: 1, serious: 0, minor: 0 },
    });
  });

  test("is no consequence where what lies between passed", () => {
    const { checks } = judgePairs([
      [salts, tries("fail")],
      [weak, tries("pass")],
      [plain, tries("fail")],
    ]);
    expect(checks[0]?.because).toBeUndefined();
  });

  test("counts by itself when its cause passed or is milder", () => {
    const mild = makeCheck("mild", { severity: "minor" });
    const grave = makeCheck("grave", { severity: "blocker", consequenceOf: ["mild"] });
    expect(
      judgePairs([
        [grave, tries("fail")],
        [mild, tries("pass")],
      ]).checks[0]?.because,
    ).toBeUndefined();
    expect(
      judgePairs([
        [grave, tries("fail")],
        [mild, tries("fail")],
      ]).checks[0]?.because,
    ).toBeUndefined();
  });

  test("of a check that could not be asked belongs to what broke that one", () => {
    const reset = makeCheck("reset", { severity: "serious", needs: ["signUp"] });
    const reuse = makeCheck("reuse", { severity: "serious", consequenceOf: ["reset"] });
    const { checks } = judgePairs(
      [
        [signUp, tries("fail")],
        [reset, tries("fail")],
        [reuse, tries("fail")],
      ],
      {
        establishes,
      },
    );
    expect(checks[2]).toMatchObject({ outcome: "fail", because: "sign-up" });
  });

  test("and its cause, each naming the other, do not both vanish", () => {
    const one = makeCheck("one", { consequenceOf: ["two"] });
    const two = makeCheck("two", { consequenceOf: ["one"] });
    const { checks } = judgePairs([
      [one, tries("fail")],
      [two, tries("fail")],
    ]);
    expect(checks.map(({ because }) => because)).toEqual([undefined, "one"]);
  });
});
