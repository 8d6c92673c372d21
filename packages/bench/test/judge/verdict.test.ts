import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areas, severities } from "../../src/check/check.ts";
import { verdictOf, verdictTable } from "../../src/judge/verdict.ts";
import { outcomes, verdictIds, type CheckResult, type Problem } from "../../src/result/result.ts";

function result(id: string, changes: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    area: "secure",
    severity: "serious",
    kind: "proof",
    demand: "must",
    rests: "brief#log-in",
    outcome: "pass",
    facts: {},
    technical: { summary: "" },
    tries: 1,
    exhibits: { exchanges: [], details: {} },
    ...changes,
  };
}

function results(count: number, name: string, changes: Partial<CheckResult> = {}): CheckResult[] {
  return Array.from({ length: count }, (_, index) => result(`${name}-${index + 1}`, changes));
}

function problemBy(by: Problem["by"]): Problem {
  return { code: "app-never-listened", by, message: "", whatToDo: "", lastLines: [] };
}

const coreChecks = new Set(["sign-up", "log-in"]);
const verdict = (checks: readonly CheckResult[], problem?: Problem) => verdictOf({ checks, problem, coreChecks });

describe("the verdict is", () => {
  test("could-not-run for a problem of the submission's own", () => {
    expect(verdict([], problemBy("submission"))).toEqual({ verdict: "could-not-run", rests: ["app-never-listened"] });
  });

  test("could-not-run when the core failed in two cells", () => {
    const signUp = result("sign-up", { area: "works-as-asked", severity: "blocker", outcome: "fail", tries: 2 });
    const explained = result("log-in", { outcome: "not-established", because: "sign-up", tries: 2 });
    expect(verdict([signUp, explained])).toEqual({ verdict: "could-not-run", rests: ["sign-up"] });
    expect(verdict([{ ...signUp, tries: 1 }]).verdict).toBe("did-not-hold-up");
    expect(verdict([{ ...signUp, severity: "minor" }]).verdict).toBe("held-up");
  });

  test("could-not-run when the core died in two cells, but not when it was unsteady", () => {
    const died = result("log-in", { severity: "blocker", outcome: "not-established", reason: "app-died", tries: 2 });
    expect(verdict([died]).verdict).toBe("could-not-run");
    expect(verdict([{ ...died, reason: "unsteady", unsteady: true }]).verdict).toBe("cannot-say");
    expect(verdict([{ ...died, reason: "data-hidden" }]).verdict).toBe("cannot-say");
  });

  test("cannot-say when a limit of its own turned our visitors away from the core", () => {
    const limited = result("sign-up", { severity: "blocker", outcome: "not-established", reason: "limited", tries: 2 });
    expect(verdict([limited]).verdict).toBe("cannot-say");
  });

  test("did-not-hold-up for a failed blocker in what was asked, or three anywhere", () => {
    const blocker = { severity: "blocker", outcome: "fail" } as const;
    expect(verdict([result("who-am-i", { ...blocker, area: "works-as-asked" })])).toEqual({
      verdict: "did-not-hold-up",
      rests: ["who-am-i"],
    });
    expect(verdict(results(3, "breach", blocker)).verdict).toBe("did-not-hold-up");
    expect(verdict(results(2, "breach", blocker))).toEqual({ verdict: "gave-way", rests: ["breach-1", "breach-2"] });
  });

  test("reached without failures that another one explains", () => {
    const blocker = { severity: "blocker", outcome: "fail" } as const;
    const checks = [result("root", blocker), ...results(4, "effect", { ...blocker, because: "root" })];
    expect(verdict(checks)).toEqual({ verdict: "gave-way", rests: ["root"] });
  });

  test("our-mistake for a blocker that is our error, more than 5% of checks, or a refusal of our sandbox", () => {
    const ours = { outcome: "our-error" } as const;
    expect(verdict([...results(40, "fine"), result("x", { ...ours, severity: "blocker" })]).verdict).toBe(
      "our-mistake",
    );
    expect(verdict([...results(19, "fine"), result("x", ours)]).verdict).toBe("held-up");
    expect(verdict([...results(18, "fine"), result("x", ours)]).verdict).toBe("our-mistake");
    expect(verdict([], problemBy("sandbox")).verdict).toBe("our-mistake");
    expect(verdict([], problemBy("assay")).verdict).toBe("our-mistake");
  });

  test("cannot-say for a blocker that is not established, or more than 15% of what applies", () => {
    const unclear = { outcome: "not-established" } as const;
    expect(verdict([...results(40, "fine"), result("x", { ...unclear, severity: "blocker" })])).toEqual({
      verdict: "cannot-say",
      rests: ["x"],
    });
    expect(verdict([...results(17, "fine"), ...results(3, "x", unclear)]).verdict).toBe("held-up");
    expect(verdict([...results(16, "fine"), ...results(3, "x", unclear)]).verdict).toBe("cannot-say");
    expect(
      verdict([...results(16, "fine"), ...results(9, "n", { outcome: "not-applicable" }), ...results(3, "x", unclear)])
        .verdict,
    ).toBe("cannot-say");
  });

  test("cannot-say when less than half of what any backend is asked could be asked", () => {
    const unbound = { outcome: "not-applicable", reason: "not-bound" } as const;
    const few = [...results(9, "fine"), ...results(10, "n", unbound)];
    expect(verdict(few)).toEqual({ verdict: "cannot-say", rests: results(10, "n").map(({ id }) => id) });
    expect(verdict(few.slice(0, -1)).verdict).toBe("held-up");
    // What rests on a brief alone, or needs JSON, is no question for it.
    expect(verdict([...results(9, "fine"), ...results(30, "n", { ...unbound, reason: "brief-alone" })]).verdict).toBe(
      "held-up",
    );
    expect(verdict([...few, result("x", { outcome: "fail", severity: "blocker" })]).verdict).toBe("gave-way");
  });

  test("cannot-say when nothing at all applied", () => {
    expect(verdict([]).verdict).toBe("cannot-say");
    expect(verdict(results(3, "n", { outcome: "not-applicable" })).verdict).toBe("cannot-say");
  });

  test("mostly-held-up for a serious failure and held-up for minor ones, which are listed", () => {
    const failed = [result("a", { outcome: "fail" }), result("b", { outcome: "fail", severity: "minor" })];
    expect(verdict([...results(20, "fine"), ...failed])).toEqual({ verdict: "mostly-held-up", rests: ["a"] });
    expect(verdict([...results(20, "fine"), ...failed.slice(1)])).toEqual({ verdict: "held-up", rests: ["b"] });
  });

  test("never touched by an extra that could not be tested", () => {
    const extra = result("extra", { demand: "extra", severity: "blocker", outcome: "not-established" });
    expect(verdict([...results(5, "fine"), extra]).verdict).toBe("held-up");
  });
});

describe("the table", () => {
  test("has each verdict once, in the order in which they are named", () => {
    expect(verdictTable.map(({ id }) => id)).toEqual(verdictIds);
  });

  test("gives every set of results a verdict, and never a milder one for one more failure", () => {
    const anyResult = fc.record({
      area: fc.constantFrom(...areas),
      severity: fc.constantFrom(...severities),
      outcome: fc.constantFrom(...outcomes),
      demand: fc.constantFrom("must" as const, "extra" as const),
    });
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 40 }), fc.nat(), (changes, at) => {
        const checks = changes.map((change, index) => result(`check-${index}`, change));
        const before = verdict(checks);
        const chosen = checks[at % Math.max(checks.length, 1)];
        if (chosen?.demand !== "must" || chosen.outcome !== "pass") return;
        const worse = checks.map((check) =>
          check === chosen ? { ...check, outcome: "fail" as const, severity: "blocker" as const } : check,
        );
        expect(verdictIds.indexOf(verdict(worse).verdict)).toBeLessThanOrEqual(verdictIds.indexOf(before.verdict));
        expect(verdictIds.indexOf(verdict(worse).verdict)).toBeLessThanOrEqual(verdictIds.indexOf("gave-way"));
      }),
    );
  });
});
