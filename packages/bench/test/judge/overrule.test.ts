import { describe, expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { withOverrules, type Overrule } from "../../src/judge/overrule.ts";
import { makeCheckResult, makeResult } from "../result/hand-made-result.ts";

const challenge = { establishes: {}, core: [] };
const checks = [
  makeCheckResult("accounts", { outcome: "fail", severity: "blocker", area: "secure" }),
  makeCheckResult("orders", { outcome: "not-established", reason: "prerequisite-failed", because: "accounts" }),
  makeCheckResult("replies"),
];
const result = makeResult({ checks, ...conclude(checks, challenge) });
const word = (more: Partial<Overrule> = {}): Overrule => ({
  ...{ check: "accounts", outcome: "pass", by: "Ruth Marlow", reason: "The brief allows it." },
  ...more,
});

describe("a person's word against a check", () => {
  test("stands in the result, beside what the check had found, and the verdict is concluded again", () => {
    expect(result).toMatchObject({ verdict: "gave-way", counts: { failed: 1, explained: 1 } });
    const after = withOverrules(result, [word()], challenge);
    expect(after.checks[0]).toMatchObject({
      outcome: "pass",
      overruled: { was: "fail", by: "Ruth Marlow", reason: "The brief allows it." },
    });
    // What that failure explained stands for itself now.
    expect(after).toMatchObject({ verdict: "cannot-say", counts: { passed: 2, notEstablished: 1, explained: 0 } });
    expect(result.checks[0]).not.toHaveProperty("overruled");
  });

  test("said twice counts as it was said last, and what the check had found stays the same", () => {
    const after = withOverrules(result, [word({ outcome: "not-applicable" }), word()], challenge);
    expect(after.checks[0]).toMatchObject({ outcome: "pass", overruled: { was: "fail" } });
    expect(withOverrules(after, [word({ outcome: "fail" })], challenge).checks[0]).toMatchObject({
      outcome: "fail",
      overruled: { was: "fail" },
    });
  });

  test("takes with it why the check was not clear", () => {
    const { checks: after } = withOverrules(result, [word({ check: "orders" })], challenge);
    expect(after[1]).toMatchObject({ outcome: "pass" });
    expect(after[1]).not.toHaveProperty("reason");
    expect(after[1]).not.toHaveProperty("because");
  });

  test("that the core could not be tested is no longer the work's fault", () => {
    const core = { establishes: { logIn: "log-in" }, core: ["logIn"] };
    const broken = [
      makeCheckResult("log-in", { outcome: "fail", severity: "blocker", tries: 2 }),
      makeCheckResult("replies"),
    ];
    const before = makeResult({ checks: broken, ...conclude(broken, core) });
    expect(before.verdict).toBe("could-not-run");
    const said = word({ check: "log-in", outcome: "not-established" });
    expect(withOverrules(before, [said], core).verdict).toBe("cannot-say");
  });

  test("on something that was not asked changes nothing", () => {
    expect(withOverrules(result, [word({ check: "mail" })], challenge)).toBe(result);
  });
});
